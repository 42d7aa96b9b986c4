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

import { createCallers } from './__testUtils__/fuzz/callers';
import { findSecrets, findWords, judge } from './__testUtils__/fuzz/judge';
import type { FuzzRequest } from './__testUtils__/fuzz/requests';
import type { FuzzAnswer } from './__testUtils__/fuzz/Wire';

const SECRETS = ['the-key'];

const judged = (
  name: string,
  path: string,
  answer: Partial<FuzzAnswer>,
): string[] => {
  const caller = createCallers().find(each => each.name === name)!;
  const request = { method: 'GET', path } as FuzzRequest;
  return judge(
    request,
    { status: 200, headers: {}, text: '{}', ...answer },
    { caller, secrets: SECRETS },
  );
};

const error = (statusCode: number) =>
  JSON.stringify({ error: { message: 'No.' }, response: { statusCode } });

describe('what the fuzz takes for wrong', () => {
  it.each<[string, string, string, Partial<FuzzAnswer>]>([
    ['answers 500', 'ada-nwosu', '/v1/x', { status: 500, text: error(500) }],
    ['holds a token', 'ada-nwosu', '/v1/x', { text: 'gho_abcdefgh1' }],
    [
      'holds a token',
      'ada-nwosu',
      '/v1/x',
      { headers: { x: 'ghp_abcdefgh1' } },
    ],
    ['holds the secret', 'ada-nwosu', '/v1/x', { text: 'the-key' }],
    [
      'shows words of others about a private repository',
      'ben-larsen',
      '/v1/tasks',
      { text: 'private-words-of-ada-nwosu' },
    ],
    [
      'shows words of others to somebody who may see nothing',
      'outsider',
      '/v1/tasks',
      { text: 'words-of-ada-nwosu' },
    ],
    ['takes a header', 'nobody', '/v1/x', { headers: { 'x-injected': '1' } }],
    ['is no JSON', 'nobody', '/v1/x', { status: 404, text: '' }],
    ['without a message', 'nobody', '/v1/x', { status: 404, text: '{}' }],
    [
      'does not name its status',
      'nobody',
      '/v1/x',
      { status: 404, text: error(403) },
    ],
    ['without a message', 'nobody', '/github/x', { status: 404, text: '{}' }],
  ])('has an answer that %s', (wrong, name, path, answer) => {
    expect(judged(name, path, answer)).toEqual([
      expect.stringContaining(wrong),
    ]);
  });

  it.each<[string, string, Partial<FuzzAnswer>]>([
    ['ada-nwosu', '/v1/tasks', { text: 'private-words-of-ada-nwosu' }],
    ['ada-nwosu', '/v1/tasks', { text: 'private-words-of-priya-raman' }],
    ['ben-larsen', '/v1/tasks', { text: 'private-words-of-ben-larsen' }],
    ['ben-larsen', '/v1/tasks', { text: 'words-of-ada-nwosu' }],
    ['nobody', '/v1/x', { status: 401, text: error(401) }],
    ['ada-nwosu', '/github/x', { status: 404, text: '{"message":"No."}' }],
    ['nobody', '/elsewhere', { status: 404, text: '' }],
  ])('lets %s have a right one of %s: %#', (name, path, answer) => {
    expect(judged(name, path, answer)).toEqual([]);
  });

  it('has lines of logs with secrets or words of prompts', () => {
    expect(findSecrets('["info","the-key"]', SECRETS)).toHaveLength(1);
    expect(findWords('["info","words-of-ada-nwosu"]')).toHaveLength(1);
    expect(findSecrets('["info","Started"]', SECRETS)).toEqual([]);
    expect(findWords('["info","Started"]')).toEqual([]);
  });
});
