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

/** The keys under which answers about the policy are kept. */
export const adminKeys = {
  policy: ['agent-tasks', 'policy'] as const,
  previews: ['agent-tasks', 'preview'] as const,
  // Case has no meaning in a glob, so one answer serves all spellings.
  preview: (match: string) =>
    [...adminKeys.previews, match.toLocaleLowerCase('en-US')] as const,
  histories: ['agent-tasks', 'policy-changes'] as const,
  history: (ruleId?: string) =>
    [...adminKeys.histories, ruleId ?? 'all'] as const,
  subjects: (kinds: string[], typed: string) =>
    ['agent-tasks-subjects', kinds, typed] as const,
};
