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

import { countChanges } from './countChanges';

describe('countChanges', () => {
  it('counts the steps of all tasks that fall into the time', () => {
    const createdAt = '2026-11-22T12:00:00Z';
    const begin = Date.parse(createdAt);
    const scenario = {
      timeline: [
        { after: 1_000, do: 'start-session' as const },
        { after: 3_000, do: 'create-branch' as const },
      ],
    };
    const later = new Date(begin + 2_000).toISOString();
    expect(
      countChanges({
        tasks: [{ createdAt }, { createdAt: later }],
        scenario,
        from: begin + 1_000,
        to: begin + 5_000,
      }),
    ).toBe(3);
  });
});
