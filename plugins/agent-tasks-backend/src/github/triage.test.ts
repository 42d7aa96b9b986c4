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

import { NoAnswerError } from './exchange';
import { triage, triageNoAnswer, type GitHubOperation } from './triage';

const now = new Date('2026-11-22T12:00:00.000Z');
const inSeconds = (seconds: number) => String(now.getTime() / 1000 + seconds);

const answer = (
  status: number,
  body: unknown = { message: '' },
  headers: Record<string, string> = {},
) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

type Expected = {
  code: string;
  retryAfter?: number;
  url?: string;
  message?: RegExp;
};

const resourceNotAccessible = {
  message: 'Resource not accessible by personal access token',
};

describe('triage', () => {
  it.each<[string, ReturnType<typeof answer>, GitHubOperation, Expected]>([
    [
      'bad credentials',
      answer(401, { message: 'Bad credentials', status: '401' }),
      'other',
      { code: 'github_sign_in_required', message: /Sign in to GitHub again/ },
    ],
    [
      'retry-after before all else',
      answer(403, { code: 'copilot_plan_required' }, { 'retry-after': '7' }),
      'create-task',
      { code: 'github_rate_limited', retryAfter: 7 },
    ],
    [
      'retry-after as a date',
      answer(429, {}, { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }),
      'other',
      { code: 'github_rate_limited', retryAfter: 30 },
    ],
    [
      'an exhausted primary limit',
      answer(
        403,
        { message: 'API rate limit exceeded for user ID 1.' },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(125) },
      ),
      'other',
      { code: 'github_rate_limited', retryAfter: 125, message: /3 minutes/ },
    ],
    [
      "an exhausted primary limit, by GitHub's own clock",
      answer(
        403,
        {},
        {
          date: 'Sun, 22 Nov 2026 11:00:00 GMT',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': inSeconds(125 - 3_600),
        },
      ),
      'other',
      { code: 'github_rate_limited', retryAfter: 125 },
    ],
    [
      'a reset that has passed already',
      answer(
        403,
        {},
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(-5) },
      ),
      'other',
      { code: 'github_rate_limited', retryAfter: 1 },
    ],
    [
      'a secondary limit that names no time',
      answer(
        403,
        { message: 'You have exceeded a secondary rate limit.' },
        { 'x-ratelimit-remaining': '4000' },
      ),
      'create-task',
      { code: 'github_rate_limited', retryAfter: 60 },
    ],
    [
      '429 without anything',
      answer(429, ''),
      'other',
      { code: 'github_rate_limited', retryAfter: 60 },
    ],
    [
      'single sign-on',
      answer(
        403,
        { message: 'Resource protected by organization SAML enforcement.' },
        {
          'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?x=1',
        },
      ),
      'create-task',
      { code: 'sso_required', url: 'https://github.com/orgs/acme/sso?x=1' },
    ],
    [
      'single sign-on with a URL that is none to show',
      answer(403, {}, { 'x-github-sso': 'required; url=javascript:alert(1)' }),
      'other',
      { code: 'sso_required', url: undefined },
    ],
    [
      'no Copilot plan',
      answer(403, { message: 'No', code: 'copilot_plan_required' }),
      'create-task',
      { code: 'copilot_plan_required' },
    ],
    [
      'a missing permission',
      answer(403, resourceNotAccessible, {
        'x-accepted-github-permissions': 'agent_tasks=write',
      }),
      'create-task',
      { code: 'permission_denied', message: /agent_tasks=write/ },
    ],
    [
      'an agent that is off, on start',
      answer(403, { message: 'Forbidden' }),
      'create-task',
      { code: 'agent_not_available' },
    ],
    [
      'any other 403',
      answer(403, '<html>'),
      'other',
      { code: 'permission_denied' },
    ],
    [
      'an invisible repository, on start',
      answer(404, { message: 'Not Found' }),
      'create-task',
      { code: 'agent_not_available', message: /does not show this repository/ },
    ],
    [
      'an invisible repository, on list',
      answer(404),
      'list-repository-tasks',
      { code: 'agent_not_available' },
    ],
    [
      'a GitHub without agent tasks',
      answer(404),
      'list-tasks',
      { code: 'agent_not_available', message: /agentTasks\.github\.host/ },
    ],
    ['an unknown task', answer(404), 'get-task', { code: 'task_not_found' }],
    [
      'GitHub’s own reasons',
      answer(422, {
        message: 'Validation Failed',
        errors: [
          { code: 'custom', message: 'model is not available' },
          { code: 'missing_field' },
        ],
      }),
      'create-task',
      {
        code: 'github_rejected',
        message: /rejected the request: model is not available; missing_field$/,
      },
    ],
    [
      'a reason without details',
      answer(400, { message: 'Problems parsing JSON' }),
      'create-task',
      { code: 'github_rejected', message: /Problems parsing JSON/ },
    ],
    [
      'no reason at all',
      answer(422, { errors: 'odd' }),
      'create-task',
      { code: 'github_rejected', message: /no reason \(status 422\)/ },
    ],
    [
      'a wall of text',
      answer(422, { message: `a\u0000\n${'x'.repeat(9_000)}` }),
      'create-task',
      { code: 'github_rejected', message: /^[ -~]{1,600}…$/ },
    ],
    [
      'a moved repository',
      answer(307, {}),
      'create-task',
      { code: 'github_rejected', message: /new name/ },
    ],
    [
      'a gateway’s page',
      answer(502, '<html>502 Bad Gateway</html>'),
      'other',
      { code: 'github_unavailable', message: /status 502/ },
    ],
    [
      'a success that cannot be read',
      answer(200, '<html>'),
      'other',
      { code: 'github_unavailable', message: /could not be read/ },
    ],
  ])('%s', (_name, received, operation, expected) => {
    const { code, retryAfter, url, message } = triage(received, operation, now);
    expect({ code, retryAfter, url, message }).toEqual({
      retryAfter: undefined,
      url: undefined,
      ...expected,
      message: expect.stringMatching(expected.message ?? /\S/),
    });
  });

  it.each([
    ['timeout', 'github_timeout'],
    ['unsent', 'github_unavailable'],
    ['lost', 'github_unavailable'],
  ] as const)('no answer: %s', (reason, code) => {
    expect(triageNoAnswer(new NoAnswerError(reason)).code).toBe(code);
  });
});
