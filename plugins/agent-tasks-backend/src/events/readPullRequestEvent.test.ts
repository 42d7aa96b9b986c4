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

import fc from 'fast-check';
import { readPullRequestEvent } from './readPullRequestEvent';

const HOST = 'github.com';
const repository = {
  full_name: 'acme/services',
  html_url: 'https://github.com/acme/services',
};
const read = (payload: unknown) => readPullRequestEvent(payload, HOST);

describe('readPullRequestEvent', () => {
  it.each<[string, unknown, unknown]>([
    [
      'pull_request and pull_request_review',
      { pull_request: { number: 7, head: { ref: 'copilot/add' } } },
      { numbers: [7], branch: 'copilot/add' },
    ],
    [
      'a review without its head',
      { pull_request: { number: 7 } },
      { numbers: [7] },
    ],
    [
      'check_suite',
      {
        check_suite: {
          head_branch: 'copilot/add',
          pull_requests: [{ number: 7 }, { number: 8 }, { number: 7 }],
        },
      },
      { numbers: [7, 8], branch: 'copilot/add' },
    ],
    [
      'workflow_run of a fork, which names no pull request',
      { workflow_run: { head_branch: 'copilot/add', pull_requests: [] } },
      { numbers: [], branch: 'copilot/add' },
    ],
    [
      'a run of a tag, that has no branch',
      { workflow_run: { head_branch: null, pull_requests: [{ number: 7 }] } },
      { numbers: [7] },
    ],
    [
      'numbers that are none beside one that is',
      {
        check_suite: {
          pull_requests: [
            { number: '7' },
            { number: 2 ** 31 },
            9,
            { number: 8 },
          ],
        },
      },
      { numbers: [8] },
    ],
  ])('%s', (_, event, expected) => {
    expect(read({ repository, ...(event as object) })).toEqual({
      host: HOST,
      repository: 'acme/services',
      ...(expected as object),
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'pull_request'],
    ['no repository', { pull_request: { number: 7 } }],
    ['no pull request', { repository }],
    ['a run of nothing', { repository, check_suite: {} }],
    [
      'a repository without an owner',
      { repository: { full_name: 'services' }, pull_request: { number: 7 } },
    ],
    [
      'another host',
      {
        repository: { ...repository, html_url: 'https://ghe.acme.test/a/b' },
        pull_request: { number: 7 },
      },
    ],
    [
      'an address that is none',
      {
        repository: { ...repository, html_url: 'github.com' },
        pull_request: { number: 7 },
      },
    ],
  ])('ignores %s', (_, payload) => {
    expect(read(payload)).toBeUndefined();
  });

  it('reads whatever comes without throwing, and never more than it can look for', () => {
    fc.assert(
      fc.property(
        fc.record({
          repository: fc.oneof(fc.constant(repository), fc.anything()),
          pull_request: fc.anything(),
          check_suite: fc.record({
            head_branch: fc.anything(),
            pull_requests: fc.oneof(
              fc.array(fc.record({ number: fc.anything() })),
              fc.array(fc.record({ number: fc.integer() }), {
                minLength: 90,
                maxLength: 200,
              }),
            ),
          }),
        }),
        payload => {
          const changed = read(payload);
          if (!changed) return;
          expect(changed.numbers.length).toBeLessThanOrEqual(100);
          for (const number of changed.numbers) {
            expect(number).toBeGreaterThan(0);
            expect(number).toBeLessThan(2 ** 31);
          }
        },
      ),
    );
  });
});
