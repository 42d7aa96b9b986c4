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

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useClones } from '../../testing/useClones';

const { github, folder, git, remote, clone, commit } = useClones();

describe('the agent and git', () => {
  it('the branch holds a real commit with the scaffolded service', async () => {
    const { id } = await github.start('Scaffold service: courier');
    await github.control.advance(60_000);
    const address = await remote('acme/services', 'ada-nwosu');
    const path = await clone(
      address,
      '--branch',
      'copilot/scaffold-service-courier',
    );
    expect(
      readFileSync(join(path, 'services/courier/catalog-info.yaml'), 'utf8'),
    ).toContain('name: courier');
    const [plan, work] = (
      await git(
        [
          'log',
          '--reverse',
          '--format=%an|%ae|%s|%(trailers:only,unfold)',
          'origin/main..',
        ],
        path,
      )
    )
      .split('\n')
      .filter(Boolean);
    expect(plan).toContain('Initial plan');
    expect(work).toBe(
      'copilot-swe-agent[bot]|198982749+Copilot@users.noreply.github.com|Scaffold service: courier|Co-authored-by: ada-nwosu <90210001+ada-nwosu@users.noreply.github.com>',
    );

    // A person pushes to the agent's branch: the pull request counts it.
    await commit(path, 'services/courier/NOTES.md', 'Reviewed.\n');
    await git(['push', '--quiet', 'origin', 'HEAD'], path);
    const task = await github.detail(id);
    const pullId = task.artifacts.find((entry: any) => entry.type === 'pull')
      .data.id;
    const [{ number }] = (
      await github.api('/repos/acme/services/pulls')
    ).json.filter((entry: any) => entry.id === pullId);
    const pull = (await github.api(`/repos/acme/services/pulls/${number}`))
      .json;
    const counted = await git(
      ['diff', '--shortstat', 'origin/main...HEAD'],
      path,
    );
    expect(counted).toBe(
      `${pull.changed_files} files changed, ${pull.additions} insertions(+)`,
    );
    expect(pull.commits).toBe(3);
    const { json } = await github.graphql(
      `{ repository(owner: "acme", name: "services") { pullRequest(number: ${number}) { additions deletions changedFiles headRefOid } } }`,
    );
    expect(json.data.repository.pullRequest).toEqual({
      additions: pull.additions,
      deletions: 0,
      changedFiles: pull.changed_files,
      headRefOid: await git(['rev-parse', 'HEAD'], path),
    });

    // Its diff can be applied to the base.
    const diff = await github.request(`/acme/services/pull/${number}.diff`);
    writeFileSync(join(folder, 'pull.diff'), diff.text);
    const base = await clone(address);
    await git(['apply', '--index', join(folder, 'pull.diff')], base);
    expect(await git(['write-tree'], base)).toBe(
      await git(['rev-parse', 'HEAD^{tree}'], path),
    );

    // Merging by control really merges.
    await github.control.updatePullRequest(
      { repository: 'acme/services', number },
      { action: 'merge' },
    );
    await git(['fetch', '--quiet', 'origin', `pull/${number}/head`], path);
    await git(['fetch', '--quiet', 'origin'], path);
    expect(await git(['log', '-1', '--format=%s', 'origin/main'], path)).toBe(
      `Merge pull request #${number} from acme/copilot/scaffold-service-courier`,
    );
    await git(['merge-base', '--is-ancestor', 'HEAD', 'origin/main'], path);
  });

  it('pushing the commits of a pull request to its base merges it', async () => {
    await github.start('Tidy up', {}, { repository: 'acme/billing' });
    await github.control.advance(60_000);
    const path = await clone(await remote('acme/billing', 'priya-raman'));
    await git(['merge', '--quiet', 'origin/copilot/tidy-up'], path);
    await git(['push', '--quiet', 'origin', 'main'], path);
    const [pull] = (await github.api('/repos/acme/billing/pulls?state=all'))
      .json;
    expect(pull).toMatchObject({
      state: 'closed',
      merged_at: expect.any(String),
    });
  });

  it('a branch that is deleted closes its pull request', async () => {
    await github.start('Never mind', {}, { repository: 'acme/billing' });
    await github.control.advance(60_000);
    const path = await clone(await remote('acme/billing', 'priya-raman'));
    await git(['push', '--quiet', 'origin', ':copilot/never-mind'], path);
    const [pull] = (await github.api('/repos/acme/billing/pulls?state=all'))
      .json;
    expect(pull).toMatchObject({ state: 'closed', merged_at: null });
  });
});
