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
import type { CreateTaskOutcome, GitHubAnswer } from './types';

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

function expectRefusal(outcome: CreateTaskOutcome, kind: string) {
  expect(outcome.kind).toBe(kind);
  expectTellable('error' in outcome && outcome.error);
}

function isIdOf({ body: text }: GitHubAnswer, id: string): boolean {
  return id !== '' && JSON.parse(text).id === id;
}

/** What does not hold, with an example; `undefined` if all is well. */
function report<T>(property: fc.IProperty<T>): string | undefined {
  return fc.defaultReportMessage(fc.check(property, { numRuns: 300 }));
}

describe('triage, for any answer', () => {
  it('never throws, and tells a refusal without what is secret', () => {
    expect(
      report(
        fc.property(answerOf(range(100, 599)), operation, (answer, what) => {
          expectTellable(triage(answer, what, now));
        }),
      ),
    ).toBeUndefined();
  });
});

describe('readCreateOutcome, for any answer', () => {
  it('takes every 5xx, and every success without a readable id, for ambiguous', () => {
    expect(
      report(
        fc.property(answerOf(range(500, 599)), answer => {
          expectRefusal(readCreateOutcome(answer, now), 'ambiguous');
        }),
      ),
    ).toBeUndefined();
    expect(
      report(
        fc.property(answerOf(range(200, 299)), answer => {
          const outcome = readCreateOutcome(answer, now);
          if (outcome.kind === 'accepted')
            return isIdOf(answer, outcome.task.id);
          expectRefusal(outcome, 'ambiguous');
          return true;
        }),
      ),
    ).toBeUndefined();
  });

  it('takes every 3xx and 4xx for certain', () => {
    expect(
      report(
        fc.property(answerOf(range(300, 499)), answer => {
          expectRefusal(readCreateOutcome(answer, now), 'refused');
        }),
      ),
    ).toBeUndefined();
  });
});
