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

import { refreshNeed } from './refreshNeed';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const app = { accessToken: 'a', refreshToken: 'r' };
const plain = { accessToken: 'a' };

describe('refreshNeed', () => {
  it.each([
    ['nothing left', undefined, undefined, 'over'],
    ['no end', plain, undefined, 'none'],
    ['no end yet', app, undefined, 'none'],
    ['five minutes left', app, '2026-11-22T12:05:00.000Z', 'none'],
    ['less than that', app, '2026-11-22T12:04:59.999Z', 'refresh'],
    ['ended', app, '2026-11-22T11:00:00.000Z', 'refresh'],
    ['a second, no refresh token', plain, '2026-11-22T12:00:01.000Z', 'none'],
    ['ended, no refresh token', plain, '2026-11-22T12:00:00.000Z', 'over'],
  ])('%s', (_what, tokens, expiresAt, need) => {
    expect(refreshNeed({ tokens, expiresAt }, now)).toBe(need);
  });
});
