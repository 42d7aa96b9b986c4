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

import type { Transition } from 'backstage-plugin-agent-tasks-common';
import type { StoredTask } from '../tasks/types';

/** Hears of every change of a task once, from whoever has just written it. */
export interface TaskObserver {
  /**
   * @param task - as it is now
   * @param transitions - what of the change is part of the task's history; may be none
   */
  changed(task: StoredTask, transitions: Transition[]): void;
}
