/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * The models that GitHub's OpenAPI description of 2026-03-10 names. Which of them
 * a person has depends on plan and policy, and there are others, so these are
 * hints and never a limit.
 */
export const MODEL_HINTS = [
  'claude-sonnet-4.6',
  'claude-opus-4.6',
  'gpt-5.4',
  'gpt-5.3-codex',
  'gpt-5.2-codex',
  'claude-sonnet-4.5',
  'claude-opus-4.5',
];
