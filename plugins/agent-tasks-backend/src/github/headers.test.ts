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

import { mapLinkUrls, nextPageUrl } from './links';
import { pullRequestNodeId } from './pullRequestNodeId';
import { safeUrl } from './safeUrl';
import { parseGitHubToken } from './tokens';

describe('nextPageUrl', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['no header', undefined, undefined],
    ['an empty header', '', undefined],
    [
      'the only page',
      '<https://x/?page=1>; rel="first", <https://x/?page=1>; rel="last"',
      undefined,
    ],
    [
      'a page in the middle',
      '<https://x/?page=3>; rel="next", <https://x/?page=1>; rel="first"',
      'https://x/?page=3',
    ],
    [
      'next at the end',
      '<https://x/?page=1>; rel="first", <https://x/?a=1,2&page=2>; rel="next"',
      'https://x/?a=1,2&page=2',
    ],
    ['no quotes', '<https://x/?page=2>; rel=next', 'https://x/?page=2'],
    ['a look-alike', '<https://x/>; rel="nextish"', undefined],
    ['nonsense', 'nonsense', undefined],
  ])('%s', (_name, header, expected) => {
    expect(nextPageUrl(header)).toBe(expected);
  });

  it('keeps all but the URLs when these are replaced', () => {
    expect(
      mapLinkUrls(
        '<https://x/?page=2>; rel="next"; title="a", <https://y>; rel="deprecation"',
        url => url.replace('https://x', 'http://proxy'),
      ),
    ).toBe(
      '<http://proxy/?page=2>; rel="next"; title="a", <https://y>; rel="deprecation"',
    );
  });
});

describe('parseGitHubToken', () => {
  it.each(['gho_abc', 'github_pat_11A_b', 'ghu_x', 'futr_1', 'a'.repeat(255)])(
    'lets %s pass',
    token => {
      expect(parseGitHubToken(token)).toBe(token);
    },
  );

  it.each([undefined, ''])('takes %p for no token', header => {
    expect(parseGitHubToken(header)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['Bearer gho_abc', 'validation_failed'],
    ['gho_abc, gho_def', 'validation_failed'],
    ['gho_a\u0007', 'validation_failed'],
    ['gho_ä', 'validation_failed'],
    ['a'.repeat(256), 'validation_failed'],
    ['ghs_abc', 'github_token_unsupported'],
  ])('refuses %s and does not repeat it', (header, code) => {
    expect(() => parseGitHubToken(header)).toThrow(
      expect.objectContaining({
        code,
        message: expect.not.stringContaining(header),
      }),
    );
  });
});

describe('pullRequestNodeId', () => {
  it.each([
    // Recorded from GitHub: §3 of github-agent-tasks-api.md.
    [1308504542, 4164924791, 'PR_kwDOTf4x3s74P7V3'],
    [1, 127, 'PR_kwABfw'],
    [128, 65_535, 'PR_kwDMgM3__w'],
    [65_536, 4_294_967_296, 'PR_kwDOAAEAAM8AAAABAAAAAA'],
  ])('of repository %d and pull request %d', (repository, pull, expected) => {
    expect(pullRequestNodeId(repository, pull)).toBe(expected);
  });
});

describe('safeUrl', () => {
  it.each([
    ['https://github.com/x', 'https://github.com/x'],
    ['http://localhost:1/x', 'http://localhost:1/x'],
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//github.com', undefined],
    [7, undefined],
  ])('%s', (value, expected) => {
    expect(safeUrl(value)).toBe(expected);
  });
});
