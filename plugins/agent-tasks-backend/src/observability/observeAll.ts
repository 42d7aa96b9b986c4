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

import type { GitHubCallObserver } from '../github/types';
import type { TaskObserver } from './types';

/** Several observers of calls as one; the first is the outermost. */
export function observeCallsWith(
  ...observers: GitHubCallObserver[]
): GitHubCallObserver {
  return observers.reduceRight((inner, outer) => ({
    observe: (call, run) => outer.observe(call, () => inner.observe(call, run)),
  }));
}

/** Several observers of tasks as one. */
export function observeTasksWith(...observers: TaskObserver[]): TaskObserver {
  return {
    changed(task, transitions) {
      for (const observer of observers) observer.changed(task, transitions);
    },
  };
}
