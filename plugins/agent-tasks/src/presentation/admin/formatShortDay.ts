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

import { DateTime } from 'luxon';

/** The local day of an ISO time, with the year only where it is another one. */
export function formatShortDay(
  iso: string,
  now: DateTime = DateTime.now(),
): string {
  const at = DateTime.fromISO(iso);
  return at.year === now.year
    ? at.toLocaleString({ day: 'numeric', month: 'short' })
    : at.toLocaleString(DateTime.DATE_MED);
}
