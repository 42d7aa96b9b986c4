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

import { useSimulator } from '../testing/useSimulator';

const github = useSimulator();

/** Everything that looks like a link to a page in an API answer. */
function htmlUrls(json: unknown): string[] {
  return [
    ...JSON.stringify(json).matchAll(
      /"(?:html_url|diff_url|patch_url|avatar_url|download_url)":"([^"]+)"/g,
    ),
  ].map(([, url]) => url);
}

describe('pages', () => {
  it('exist for every link that the API hands out', async () => {
    const { id } = await github.start('Link <b>everything</b>');
    await github.control.advance(60_000);
    const answers = await Promise.all(
      [
        '/user',
        '/user/repos',
        '/agents/tasks',
        `/agents/tasks/${id}`,
        '/repos/acme/services/pulls?state=all',
        '/repos/acme/services/contents',
        '/repos/acme/services/contents/README.md',
      ].map(path => github.api(path)),
    );
    const urls = new Set(answers.flatMap(({ json }) => htmlUrls(json)));
    expect(urls.size).toBeGreaterThan(20);
    for (const url of urls) {
      expect([url, (await github.request(url, { as: null })).status]).toEqual([
        url,
        200,
      ]);
    }
  });

  it('lead on to each other without a dead end', async () => {
    const seen = new Set<string>();
    const queue = ['/', '/_simulator'];
    while (queue.length > 0) {
      const path = queue.shift()!;
      if (seen.has(path)) continue;
      seen.add(path);
      const { status, text } = await github.request(path, { as: null });
      expect([path, status]).toEqual([path, 200]);
      expect(text).toContain('not github.com');
      queue.push(
        ...[...text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(
          ([, href]) => href,
        ),
      );
    }
    expect(seen.size).toBeGreaterThan(40);
  });

  it('show text as text, and say when there is nothing', async () => {
    const { id } = await github.start('Say <script>alert(1)</script>');
    const { text, headers } = await github.request(
      `/acme/services/tasks/${id}`,
    );
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
    expect((await github.request('/acme/nothing/here')).status).toBe(404);
  });

  it('show a comparison for a branch without a pull request', async () => {
    await github.start('Only a branch', { create_pull_request: false });
    await github.control.advance(60_000);
    const { status, text } = await github.request(
      '/acme/services/compare/main...copilot/only-a-branch',
    );
    expect(status).toBe(200);
    expect(text).toContain('src/only-a-branch.ts');
  });
});
