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

import type { TimedStep, Timeline } from '../types';

/** The same list, later: what happens before the first step takes longer. */
export function delayed(timeline: Timeline, milliseconds: number): Timeline {
  return timeline.map(step => ({ ...step, after: step.after + milliseconds }));
}

/** The same list, `factor` times as fast. */
export function hastened(timeline: Timeline, factor: number): Timeline {
  return timeline.map(step => ({
    ...step,
    after: Math.round(step.after / factor),
  }));
}

/** The list without some kinds of steps. */
export function without(
  timeline: Timeline,
  ...kinds: TimedStep['do'][]
): Timeline {
  return timeline.filter(step => !kinds.includes(step.do));
}

/** What has happened before a moment of a list. */
export function until(timeline: Timeline, milliseconds: number): Timeline {
  return timeline.filter(step => step.after < milliseconds);
}
