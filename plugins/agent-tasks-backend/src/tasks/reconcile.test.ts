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

import type { GitHubTaskDetail } from '../github/types';
import { reconcile } from './reconcile';

const sentAt = '2026-11-22T12:00:00.000Z';

function candidate(
  id: string,
  createdAt: string,
  ...prompts: (string | undefined)[]
): GitHubTaskDetail {
  return {
    id,
    state: 'queued',
    rawState: 'queued',
    createdAt,
    sessions: prompts.map((prompt, index) => ({
      id: `${id}-${index}`,
      state: 'queued',
      rawState: 'queued',
      prompt,
    })),
  };
}

const at = (time: string) => `2026-11-22T${time}Z`;

describe('reconcile', () => {
  it.each<[string, GitHubTaskDetail[], string[], string | undefined]>([
    ['nothing is there', [], [], undefined],
    ['one matches', [candidate('a', at('12:00:01'), 'Do it')], [], 'a'],
    [
      'GitHub changed the line breaks and the end',
      [candidate('a', at('12:00:01'), 'Do it\r\n')],
      [],
      'a',
    ],
    [
      'another prompt',
      [candidate('a', at('12:00:01'), 'Do that')],
      [],
      undefined,
    ],
    ['no session yet', [candidate('a', at('12:00:01'))], [], undefined],
    [
      'a session without a prompt',
      [candidate('a', at('12:00:01'), undefined)],
      [],
      undefined,
    ],
    [
      'the prompt is in a later session',
      [candidate('a', at('12:00:01'), 'Other', 'Do it')],
      [],
      'a',
    ],
    [
      'it belongs to another dispatch',
      [candidate('a', at('12:00:01'), 'Do it')],
      ['a'],
      undefined,
    ],
    [
      'the earliest of two',
      [
        candidate('b', at('12:00:09'), 'Do it'),
        candidate('a', at('12:00:01'), 'Do it'),
      ],
      [],
      'a',
    ],
    [
      'the second of two, as the first is known',
      [
        candidate('b', at('12:00:09'), 'Do it'),
        candidate('a', at('12:00:01'), 'Do it'),
      ],
      ['a'],
      'b',
    ],
    [
      "GitHub's clock is half a minute behind",
      [candidate('a', at('11:59:30'), 'Do it')],
      [],
      'a',
    ],
    [
      'it was there long before',
      [candidate('a', at('11:58:59'), 'Do it')],
      [],
      undefined,
    ],
    ['no readable time', [candidate('a', 'soon', 'Do it')], [], undefined],
  ])('%s', (_, candidates, known, found) => {
    expect(
      reconcile({
        prompt: 'Do it',
        sentAt,
        candidates,
        knownTaskIds: new Set(known),
      })?.id,
    ).toBe(found);
  });
});
