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

import { readCreateOutcome } from './readCreateOutcome';

const now = new Date('2026-11-22T12:00:00.000Z');

const answer = (status: number, body: unknown = { message: '' }) => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('readCreateOutcome', () => {
  it.each<
    [string, ReturnType<typeof answer>, kind: string, code: string | undefined]
  >([
    [
      '201 with nothing but an id',
      answer(201, { id: 't1' }),
      'accepted',
      undefined,
    ],
    [
      '200 with a task',
      answer(200, { id: 't1', state: 'queued' }),
      'accepted',
      undefined,
    ],
    [
      '201 without id',
      answer(201, { state: 'queued' }),
      'ambiguous',
      'github_unavailable',
    ],
    [
      '201 with an empty id',
      answer(201, { id: '' }),
      'ambiguous',
      'github_unavailable',
    ],
    ['201 with HTML', answer(201, '<html>'), 'ambiguous', 'github_unavailable'],
    ['204', answer(204, ''), 'ambiguous', 'github_unavailable'],
    [
      '500',
      answer(500, { message: 'Server Error' }),
      'ambiguous',
      'github_unavailable',
    ],
    ['502', answer(502, '<html>'), 'ambiguous', 'github_unavailable'],
    [
      '504 with a task',
      answer(504, { id: 't1' }),
      'ambiguous',
      'github_unavailable',
    ],
    ['301', answer(301, {}), 'refused', 'github_rejected'],
    ['400', answer(400), 'refused', 'github_rejected'],
    ['401', answer(401), 'refused', 'github_sign_in_required'],
    ['403', answer(403), 'refused', 'agent_not_available'],
    ['404', answer(404), 'refused', 'agent_not_available'],
    ['422', answer(422), 'refused', 'github_rejected'],
    ['429', answer(429), 'refused', 'github_rate_limited'],
  ])('%s', (_name, received, kind, code) => {
    const outcome = readCreateOutcome(received, now);
    expect(outcome.kind).toBe(kind);
    expect(outcome.answer).toBe(received);
    expect('error' in outcome ? outcome.error.code : undefined).toBe(code);
  });

  it('takes the time of the answer where GitHub gives none', () => {
    expect(readCreateOutcome(answer(201, { id: 't1' }), now)).toEqual(
      expect.objectContaining({
        task: {
          id: 't1',
          state: 'unknown',
          rawState: '',
          createdAt: now.toISOString(),
        },
      }),
    );
  });
});
