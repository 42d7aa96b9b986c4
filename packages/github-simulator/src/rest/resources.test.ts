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
const OLD = { 'X-GitHub-Api-Version': '2022-11-28' };
const NEW = { 'X-GitHub-Api-Version': '2026-03-10' };

/** Starts a task, lets it finish and returns its pull request from the list. */
async function finishedPull(prompt: string): Promise<any> {
  const { id } = await github.start(prompt);
  await github.control.advance(60_000);
  const { json } = await github.api('/repos/acme/services/pulls?sort=created');
  const task = await github.detail(id);
  return json.find((pull: any) =>
    task.artifacts.some((entry: any) => entry.data.id === pull.id),
  );
}

describe('/user', () => {
  it('70: numeric id, node id, scopes, ETag', async () => {
    const first = await github.api('/user');
    expect(first.json).toMatchObject({
      login: 'ada-nwosu',
      id: 90210001,
      node_id: 'U_kgDOBWB-0Q',
      name: 'Ada Nwosu',
      email: 'ada.nwosu@acme.example',
      avatar_url: `${github.url}/avatars/ada-nwosu`,
    });
    expect(first.headers.get('x-oauth-scopes')).toBe('repo, read:user');
    const again = await github.api('/user', {
      headers: { 'If-None-Match': first.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
    const { token } = await github.control.createToken({
      login: 'ada-nwosu',
      kind: 'github_pat',
    });
    const fineGrained = await github.api('/user', { token });
    expect(fineGrained.headers.has('x-oauth-scopes')).toBe(false);
  });
});

describe('repositories', () => {
  it('are listed with the permissions of the caller', async () => {
    const list = async (as: any) =>
      (await github.api('/user/repos?per_page=100', { as })).json.map(
        ({ name, permissions: { admin, push } }: any) =>
          `${name} ${(admin && 'admin') || (push && 'write') || 'read'}`,
      );
    expect(await list('ben-larsen')).toEqual([
      'services write',
      'billing read',
      'storefront write',
      'legacy-erp write',
      'empty write',
    ]);
    expect(await list('priya-raman')).toHaveLength(7);
    expect(await list('priya-raman')).toContain('payroll admin');
    const page = await github.api('/user/repos?per_page=3&page=2');
    expect(page.json).toHaveLength(3);
    expect(page.headers.get('link')).toContain('rel="next"');
  });

  it('are found by name and by id, if visible', async () => {
    const { json } = await github.api('/repos/ACME/payroll');
    expect(json).toMatchObject({ id: 811200105, private: true });
    expect((await github.api('/repositories/811200105')).json.name).toBe(
      'payroll',
    );
    for (const path of ['/repos/acme/payroll', '/repositories/811200105']) {
      expect((await github.api(path, { as: 'chloe-tran' })).status).toBe(404);
      expect((await github.api(path, { as: null })).status).toBe(404);
    }
    const { token } = await github.control.createToken({
      login: 'ada-nwosu',
      scopes: ['read:user'],
    });
    expect((await github.api('/repos/acme/payroll', { token })).status).toBe(
      404,
    );
    expect(
      (await github.api('/repos/acme/services', { as: null })).status,
    ).toBe(200);
  });

  it('52: lose fields in version 2026-03-10', async () => {
    const old = await github.api('/repos/acme/services', { headers: OLD });
    const current = await github.api('/repos/acme/services', { headers: NEW });
    expect(old.json).toHaveProperty('has_downloads');
    expect(current.json).not.toHaveProperty('has_downloads');
  });

  it('have files, branches and raw content', async () => {
    const contents = '/repos/acme/billing/contents';
    const root = await github.api(contents);
    expect(
      root.json.map((entry: any) => `${entry.type} ${entry.name}`),
    ).toEqual([
      'dir .github',
      'file catalog-info.yaml',
      'file package.json',
      'file README.md',
      'dir src',
    ]);
    const file = await github.api(`${contents}/catalog-info.yaml?ref=main`);
    const text = Buffer.from(file.json.content, 'base64').toString();
    expect(text).toContain('name: billing');
    const raw = await github.api(`${contents}/catalog-info.yaml`, {
      headers: { Accept: 'application/vnd.github.v3.raw' },
    });
    expect(raw.text).toBe(text);
    expect((await github.api(`${contents}/nothing`)).status).toBe(404);
    expect((await github.api(`${contents}/README.md?ref=nowhere`)).status).toBe(
      404,
    );
    const branches = await github.api('/repos/acme/storefront/branches');
    expect(branches.json.map((branch: any) => branch.name)).toContain('main');
    expect(
      (await github.api('/repos/acme/storefront/branches/main')).status,
    ).toBe(200);
  });

  it('offer what a URL reader needs to read whole folders', async () => {
    const repo = '/repos/acme/services';
    const { json } = await github.api(`${repo}/commits/main/status?per_page=0`);
    const treesUrl = json.repository.trees_url.replace(
      '{/sha}',
      `/${json.sha}`,
    );
    const tree = (await github.request(`${treesUrl}?recursive=true`)).json.tree;
    const file = tree.find((entry: any) => entry.path === 'README.md');
    const blob = (await github.request(file.url)).json;
    expect(Buffer.from(blob.content, 'base64').toString()).toContain(
      '# services',
    );
    const archive = await github.api(`${repo}/tarball/${json.sha}`);
    expect(archive.headers.get('content-type')).toBe('application/x-gzip');
  });

  it('65: tell whether the agent can be assigned', async () => {
    const status = async (repository: string, as: any) =>
      (
        await github.api(
          `/repos/acme/${repository}/assignees/copilot-swe-agent`,
          { as },
        )
      ).status;
    expect(await status('services', 'ada-nwosu')).toBe(204);
    expect(await status('services', 'chloe-tran')).toBe(404);
    expect(await status('legacy-erp', 'ada-nwosu')).toBe(404);
  });
});

describe('pull requests', () => {
  it('60: head filters as owner:branch, and is ignored otherwise', async () => {
    const pull = await finishedPull('Filter me');
    const list = async (query: string) =>
      (await github.api(`/repos/acme/services/pulls?${query}`)).json;
    const all = await list('state=all');
    expect(all.length).toBeGreaterThan(1);
    expect(await list(`head=acme:${pull.head.ref}`)).toMatchObject([
      { id: pull.id, head: { repo: { id: 811200101 } } },
    ]);
    expect(await list(`state=all&head=${pull.head.ref}`)).toHaveLength(
      all.length,
    );
    const open = await list('');
    expect(open.every((entry: any) => entry.state === 'open')).toBe(true);
    expect(open.length).toBeLessThan(all.length);
  });

  it('61, 52: mergeable is known at the second question', async () => {
    const { number } = await finishedPull('Ask twice');
    const path = `/repos/acme/services/pulls/${number}`;
    const first = (await github.api(path, { headers: NEW })).json;
    expect(first).toMatchObject({
      mergeable: null,
      mergeable_state: 'unknown',
    });
    expect(first).not.toHaveProperty('merge_commit_sha');
    expect(first).not.toHaveProperty('assignee');
    const second = (await github.api(path, { headers: OLD })).json;
    expect(second.mergeable).toBe(true);
    expect(second).toHaveProperty('merge_commit_sha');
    expect(second.additions).toBeGreaterThan(0);
    expect(second.changed_files).toBe(3);
  });

  it('are reviewed, merged and closed by control; a merge lands on the base', async () => {
    const pull = await finishedPull('Scaffold service: mailroom');
    const ref = { repository: 'acme/services', number: pull.number };
    const file =
      '/repos/acme/services/contents/services/mailroom/catalog-info.yaml';
    expect((await github.api(file)).status).toBe(404);
    await github.control.updatePullRequest(ref, {
      draft: false,
      review: { state: 'APPROVED' },
    });
    expect(
      await github.control.updatePullRequest(ref, { action: 'merge' }),
    ).toMatchObject({
      state: 'merged',
    });
    const merged = (
      await github.api(`/repos/acme/services/pulls/${pull.number}`)
    ).json;
    expect(merged).toMatchObject({ state: 'closed', merged: true });
    expect((await github.api(file)).status).toBe(200);
    await expect(
      github.control.updatePullRequest(ref, { action: 'close' }),
    ).rejects.toThrow('is merged');
  });

  it('64: checks wait for approval without a single job', async () => {
    const pull = await finishedPull('Careful [simulate: action-required]');
    const checks = async () =>
      (
        await github.api(
          `/repos/acme/services/commits/${pull.head.sha}/check-runs`,
        )
      ).json;
    const runs = async () =>
      (
        await github.api(
          `/repos/acme/services/actions/runs?event=pull_request&head_sha=${pull.head.sha}`,
        )
      ).json.workflow_runs;
    expect((await checks()).total_count).toBe(0);
    expect(await runs()).toMatchObject([
      { status: 'completed', conclusion: 'action_required' },
    ]);
    await github.control.updatePullRequest(
      { repository: 'acme/services', number: pull.number },
      { action: 'approve-checks' },
    );
    expect((await checks()).check_runs[0].status).toBe('in_progress');
    await github.control.advance(10_000);
    expect((await checks()).check_runs[0].conclusion).toBe('success');
    expect((await runs())[0].conclusion).toBe('success');
  });
});

describe('two pull requests that change the same lines', () => {
  it('the second conflicts once the first is merged, and says so', async () => {
    const first = await finishedPull('Explain the first thing');
    const second = await finishedPull('Explain the second thing');
    const path = `/repos/acme/services/pulls/${second.number}`;
    await github.api(path);
    expect((await github.api(path)).json.mergeable).toBe(true);
    await github.control.updatePullRequest(
      { repository: 'acme/services', number: first.number },
      { action: 'merge' },
    );
    expect((await github.api(path)).json.mergeable).toBeNull();
    expect((await github.api(path)).json).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
    const { json } = await github.graphql(
      `{ repository(owner: "acme", name: "services") { pullRequest(number: ${second.number}) { mergeable } } }`,
    );
    expect(json.data.repository.pullRequest.mergeable).toBe('CONFLICTING');
  });
});
