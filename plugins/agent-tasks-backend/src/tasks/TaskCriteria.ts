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

import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/**
 * What a task has to be, as far as the database knows by itself: what the
 * catalog has to say was asked for before.
 */
export type TaskCriterion =
  /** Started by one of these users. */
  | { property: 'requestedBy'; userRefs: string[] }
  /** In a repository that matches one of these patterns, `*` and `?` being wildcards. */
  | { property: 'repository'; patterns: string[] }
  /** Started for one of these entities, or in one of these repositories; lower case. */
  | { property: 'tie'; entityRefs: string[]; repositories: string[] };

/** Criteria under `allOf`, `anyOf` and `not`. */
export type TaskCriteria = PermissionCriteria<TaskCriterion>;
