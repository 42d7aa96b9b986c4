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

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatorLogin } from '../../state';
import { startSimulator } from '../../startSimulator';
import { useClones } from '../../testing/useClones';

const { github, git, remote, clone, commit } = useClones();

describe('git clone', () => {
  it('gets what the API shows, with the same ids', async () => {
    const path = await clone(await remote('acme/services'));
    const branch = (await github.api('/repos/acme/services/branches/main'))
      .json;
    expect(await git(['rev-parse', 'HEAD'], path)).toBe(branch.commit.sha);
    expect(readFileSync(join(path, 'README.md'), 'utf8')).toContain(
      '# services',
    );
    const tree = (
      await github.api(`/repos/acme/services/git/trees/main?recursive=1`)
    ).json.tree.map(({ mode, type, sha, path: file }: any) =>
      [mode, type, `${sha}\t${file}`].join(' '),
    );
    const listed = await git(['ls-tree', '-r', '-t', 'HEAD'], path);
    expect(tree).toEqual(listed.split('\n'));
    await git(['fsck', '--strict'], path);
  });

  it('works without .git, in parts, and of an empty repository', async () => {
    const plain = await clone(`${github.url}/acme/services`, '--depth=1');
    expect(existsSync(join(plain, 'package.json'))).toBe(true);
    const partial = await clone(
      await remote('acme/services'),
      '--filter=blob:none',
      '--no-checkout',
    );
    expect(await git(['rev-list', '--count', 'HEAD'], partial)).toBe('1');
    const empty = await clone(await remote('acme/empty'));
    expect(await git(['symbolic-ref', 'HEAD'], empty)).toBe('refs/heads/main');
  });

  it.each<[string, SimulatorLogin | undefined, object, string]>([
    ['payroll', undefined, {}, 'could not read Username'],
    ['payroll', 'ben-larsen', {}, 'Repository not found'],
    ['payroll', 'ada-nwosu', { scopes: ['read:user'] }, 'Repository not found'],
    ['nothing', 'ada-nwosu', {}, 'Repository not found'],
    [
      'payroll',
      'ada-nwosu',
      { kind: 'github_pat', permissions: { agent_tasks: 'write' } },
      'Write access to repository not granted',
    ],
  ])('refuses %s to %s %j: %s', async (name, login, options, reason) => {
    await expect(
      clone(await remote(`acme/${name}`, login, options)),
    ).rejects.toThrow(reason);
  });

  it('lets in who may see a private repository', async () => {
    const path = await clone(await remote('acme/payroll', 'ada-nwosu'));
    expect(existsSync(join(path, 'src', 'salary.ts'))).toBe(true);
  });

  it('refuses a dead token, and clients that are too old', async () => {
    const dead = github.url.replace('://', '://x:gho_dead@');
    await expect(clone(`${dead}/acme/payroll.git`)).rejects.toThrow(
      'Authentication failed',
    );
    const old = await github.request('/acme/services.git/info/refs');
    expect(old.status).toBe(403);
    expect(old.text).toContain('upgrade your git client');
  });
});

describe('git push', () => {
  it('shows in contents, branches, commits and compare at once', async () => {
    const path = await clone(await remote('acme/services', 'ada-nwosu'));
    const before = await git(['rev-parse', 'HEAD'], path);
    await git(['checkout', '--quiet', '-b', 'feature/pushed'], path);
    const picture = Buffer.from([0x89, 0x50, 0, 1, 2, 255, 254]);
    await commit(path, 'picture.png', picture);
    const head = await commit(path, 'README.md', '# services\n\nPushed.\n');
    await git(['tag', '-a', 'v1', '-m', 'First'], path);
    await git(['push', '--quiet', 'origin', 'HEAD', 'v1'], path);

    const api = (rest: string) => github.api(`/repos/acme/services/${rest}`);
    expect((await api('branches/feature/pushed')).json.commit.sha).toBe(head);
    const file = await api('contents/picture.png?ref=feature/pushed');
    expect(Buffer.from(file.json.content, 'base64')).toEqual(picture);
    expect((await api('contents/README.md?ref=v1')).status).toBe(200);
    const commits = (await api('commits?sha=feature/pushed')).json;
    expect(commits[0]).toMatchObject({
      sha: head,
      parents: [{}],
      author: { login: 'ada-nwosu' },
      commit: { message: 'Write README.md' },
    });
    const compared = (await api('compare/main...feature/pushed')).json;
    expect(compared).toMatchObject({
      status: 'ahead',
      ahead_by: 2,
      behind_by: 0,
      merge_base_commit: { sha: before },
    });
    const counted = await git(['diff', '--numstat', before, head], path);
    expect(
      compared.files.map((entry: any) =>
        entry.patch
          ? `${entry.additions}\t${entry.deletions}\t${entry.filename}`
          : `-\t-\t${entry.filename}`,
      ),
    ).toEqual(counted.split('\n'));

    await git(['push', '--quiet', 'origin', ':feature/pushed'], path);
    expect((await api('branches/feature/pushed')).status).toBe(404);
  });

  it('fills an empty repository and decides its default branch', async () => {
    const path = await clone(await remote('acme/empty', 'ben-larsen'));
    await git(['checkout', '--quiet', '-b', 'trunk'], path);
    await mkdir(join(path, '.github', 'agents'), { recursive: true });
    await commit(
      path,
      '.github/agents/tester.agent.md',
      '---\ndescription: Writes tests\n---\n',
    );
    await git(['push', '--quiet', 'origin', 'trunk'], path);
    const { json } = await github.api('/repos/acme/empty');
    expect(json.default_branch).toBe('trunk');
    // The agent can work there now, with the profile that was pushed.
    const task = await github.start(
      'Write tests',
      { custom_agent: 'tester' },
      { repository: 'acme/empty' },
    );
    expect(task.custom_agent).toEqual({ id: 'tester' });
  });

  it('neither rewrites nor deletes a protected branch', async () => {
    await github.api('/repos/acme/legacy-erp/branches/main/protection', {
      as: 'priya-raman',
      method: 'PUT',
      body: { enforce_admins: true },
    });
    const path = await clone(await remote('acme/legacy-erp', 'ada-nwosu'));
    await commit(path, 'one.md', '1\n');
    await git(['push', '--quiet', 'origin', 'main', 'main:copy'], path);
    await git(['commit', '--quiet', '--amend', '-m', 'Rewritten'], path);
    await git(['push', '--quiet', '--force', 'origin', 'main:copy'], path);
    const force = git(['push', '--force', 'origin', 'main'], path);
    await expect(force).rejects.toThrow('Cannot force-push to this branch');
    const { json } = await github.api('/repos/acme/legacy-erp/commits/main');
    expect(json.commit.message).toBe('Write one.md');
  });

  it('keeps large pushes and many files', async () => {
    const path = await clone(await remote('acme/storefront', 'ben-larsen'));
    for (let count = 0; count < 300; count += 1) {
      writeFileSync(join(path, `page-${count}.md`), `# ${count}\n`.repeat(50));
    }
    const head = await commit(path, 'blob.bin', Buffer.alloc(3_000_000, 7));
    await git(['push', '--quiet', 'origin', 'main'], path);
    const { json } = await github.api(
      `/repos/acme/storefront/contents/blob.bin`,
    );
    expect(json).toMatchObject({ size: 3_000_000, encoding: 'none' });
    const again = await clone(await remote('acme/storefront'));
    expect(await git(['rev-parse', 'HEAD'], again)).toBe(head);
  });

  it.each<[string, SimulatorLogin | undefined, object, string]>([
    ['services', undefined, {}, 'could not read Username'],
    [
      'billing',
      'ben-larsen',
      {},
      'Permission to acme/billing.git denied to ben-larsen',
    ],
    [
      'services',
      'ada-nwosu',
      { kind: 'github_pat', permissions: { contents: 'read' } },
      'Permission to acme/services.git denied to ada-nwosu',
    ],
    ['services', 'ada-nwosu', { scopes: ['read:user'] }, 'denied to ada-nwosu'],
  ])('to %s is refused to %s %j: %s', async (name, login, options, reason) => {
    const path = await clone(await remote(`acme/${name}`));
    await commit(path, 'intruder', 'x');
    const address = await remote(`acme/${name}`, login, options);
    await expect(git(['push', address, 'HEAD:main'], path)).rejects.toThrow(
      reason,
    );
    const file = await github.api(`/repos/acme/${name}/contents/intruder`);
    expect(file.status).toBe(404);
  });
});

it('without git only cloning fails, and says why', async () => {
  const without = await startSimulator({ git: 'no-such-git', frozen: true });
  try {
    const refs = await fetch(
      `${without.url}/acme/services.git/info/refs?service=git-upload-pack`,
    );
    expect(refs.status).toBe(501);
    expect(await refs.text()).toContain('Install git');
    const file = await fetch(
      `${without.apiBaseUrl}/repos/acme/services/contents/README.md`,
    );
    expect(file.status).toBe(200);
  } finally {
    await without.stop();
  }
});
