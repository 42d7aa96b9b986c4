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
 * What rules about tasks are translated to, so that lists are filtered in the
 * database.
 *
 * @public
 */
export type AgentTaskFilter =
  /** Who started the task is exactly one of these. */
  | { property: 'requestedBy'; userRefs: string[] }
  /** An entity that the task is tied to is owned by one of these, in lower case. */
  | { property: 'entityOwners'; claims: string[] }
  /** The task's `owner/name` matches one of these patterns, without regard to case. */
  | { property: 'repository'; patterns: string[] };
