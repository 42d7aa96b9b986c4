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

import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { readCreateOutcome } from './readCreateOutcome';
import { triage, type GitHubOperation } from './triage';
import type { GitHubAnswer } from './types';

const now = new Date('2026-11-22T12:00:00.000Z');

/** In every place of a body, GitHub's own words among them. */
const SECRET = 'gho_16C7e42F292c6912E7710c838347Ae178B4a';
const DAY_SECONDS = 24 * 60 * 60;

const secretive = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(SECRET),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'id',
          'state',
          'created_at',
          'errors',
          'code',
          'message',
          'documentation_url',
          'artifacts',
          'sessions',
          'creator',
        ),
        fc.string(),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value;

const body = fc.oneof(
  secretive.map(value => JSON.stringify(value) ?? ''),
  fc.string(),
  fc.constantFrom('', `<html>${SECRET}</html>`, `{"id":"t1","x":"${SECRET}`),
);
const headerValue = fc.oneof(
  fc.string(),
  fc.nat().map(String),
  fc.bigInt().map(String),
  fc.constantFrom(
    '0',
    '',
    '9'.repeat(400),
    'Infinity',
    'NaN',
    now.toUTCString(),
  ),
);
const headers = fc.dictionary(
  fc.constantFrom(
    'retry-after',
    'x-ratelimit-remaining',
    'x-ratelimit-reset',
    'x-github-sso',
    'x-accepted-github-permissions',
    'content-type',
  ),
  headerValue,
);
const answerOf = (status: fc.Arbitrary<number>): fc.Arbitrary<GitHubAnswer> =>
  fc.record({ status, headers, body });
const range = (min: number, max: number) => fc.integer({ min, max });

const operation = fc.constantFrom<GitHubOperation>(
  'create-task',
  'list-tasks',
  'list-repository-tasks',
  'get-task',
  'other',
);

function expectTellable(error: unknown) {
  if (!isAgentTasksError(error)) throw error;
  expect(error.message).not.toContain(SECRET);
  expect(error.message.length).toBeGreaterThan(10);
  expect(error.message.length).toBeLessThan(1_000);
  if (error.retryAfter !== undefined) {
    expect(Number.isInteger(error.retryAfter)).toBe(true);
    expect(error.retryAfter).toBeGreaterThanOrEqual(1);
    expect(error.retryAfter).toBeLessThanOrEqual(DAY_SECONDS);
  }
}

describe('triage, for any answer', () => {
  it('never throws, and tells a refusal without what is secret', () => {
    fc.assert(
      fc.property(answerOf(range(100, 599)), operation, (answer, what) => {
        expectTellable(triage(answer, what, now));
      }),
      { numRuns: 500 },
    );
  });
});

describe('readCreateOutcome, for any answer', () => {
  it('takes every 5xx, and every success without a readable id, for ambiguous', () => {
    fc.assert(
      fc.property(answerOf(range(500, 599)), answer => {
        const outcome = readCreateOutcome(answer, now);
        expect(outcome.kind).toBe('ambiguous');
        if (outcome.kind === 'ambiguous') expectTellable(outcome.error);
      }),
    );
    fc.assert(
      fc.property(answerOf(range(200, 299)), answer => {
        const outcome = readCreateOutcome(answer, now);
        expect(outcome.kind).not.toBe('refused');
        if (outcome.kind === 'accepted') {
          expect(outcome.task.id).toBe(JSON.parse(answer.body).id);
          expect(outcome.task.id).not.toBe('');
        } else {
          expectTellable(outcome.error);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes every 3xx and 4xx for certain', () => {
    fc.assert(
      fc.property(answerOf(range(300, 499)), answer => {
        const outcome = readCreateOutcome(answer, now);
        expect(outcome.kind).toBe('refused');
        if (outcome.kind === 'refused') expectTellable(outcome.error);
      }),
      { numRuns: 500 },
    );
  });
});
