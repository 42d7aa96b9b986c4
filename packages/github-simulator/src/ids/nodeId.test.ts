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

import { pullRequestNodeId, repositoryNodeId, userNodeId } from './nodeId';

describe('node ids', () => {
  it('23: gives the id that GitHub gave for a known pull request', () => {
    expect(pullRequestNodeId(1308504542, 4164924791)).toBe(
      'PR_kwDOTf4x3s74P7V3',
    );
  });

  it.each([
    [5, 'U_kgAF'],
    [200, 'U_kgDMyA'],
    [583231, 'U_kgDOAAjmPw'],
    [90210001, 'U_kgDOBWB-0Q'],
  ])('packs the user id %d as %s', (id, expected) => {
    expect(userNodeId(id)).toBe(expected);
  });

  it('marks repositories, bots and organizations by prefix', () => {
    expect(repositoryNodeId(1308504542)).toBe('R_kgDOTf4x3g');
    expect(userNodeId(5, 'Bot')).toBe('BOT_kgAF');
    expect(userNodeId(5, 'Organization')).toBe('O_kgAF');
  });
});
