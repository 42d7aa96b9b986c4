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

const github = useSimulator({ history: false });

const create = (body: object, owner = 'orgs/acme', as: any = 'ada-nwosu') =>
  github.api(owner === 'user' ? '/user/repos' : `/${owner}/repos`, {
    as,
    method: 'POST',
    body,
  });

describe('creating repositories', () => {
  it('in an organization and for oneself', async () => {
    const made = await create({
      name: 'made here',
      description: 'New',
      visibility: 'private',
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      full_name: 'acme/made-here',
      private: true,
      default_branch: 'main',
      clone_url: `${github.url}/acme/made-here.git`,
      permissions: { admin: true },
    });
    const read = (as: any) => github.api('/repos/acme/made-here', { as });
    expect((await read('ada-nwosu')).json.id).toBe(made.json.id);
    expect((await read('ben-larsen')).status).toBe(404);

    const own = await create({ name: 'notes', auto_init: true }, 'user');
    expect(own.json).toMatchObject({
      full_name: 'ada-nwosu/notes',
      owner: { type: 'User' },
      private: false,
    });
    const readme = await github.api(
      '/repos/ada-nwosu/notes/contents/README.md',
    );
    expect(readme.status).toBe(200);
  });

  it.each<[object, string, any, number]>([
    [{ name: 'Billing' }, 'orgs/acme', 'ada-nwosu', 422],
    [{}, 'orgs/acme', 'ada-nwosu', 422],
    [[], 'orgs/acme', 'ada-nwosu', 400],
    [{ name: 'x' }, 'orgs/nobody', 'ada-nwosu', 404],
    [{ name: 'x' }, 'orgs/ben-larsen', 'ada-nwosu', 404],
    [{ name: 'x' }, 'user', null, 401],
  ])('%j in %s by %s is answered with %i', async (body, owner, as, status) => {
    expect((await create(body, owner, as)).status).toBe(status);
  });

  it('needs a token that may', async () => {
    const post = async (options: object) => {
      const { token } = await github.control.createToken({
        login: 'ada-nwosu',
        ...options,
      });
      const { status } = await github.api('/user/repos', {
        token,
        method: 'POST',
        body: { name: 'no' },
      });
      return status;
    };
    expect(await post({ scopes: ['read:user'] })).toBe(404);
    expect(await post({ kind: 'github_pat' })).toBe(403);
  });
});

describe('settings of a repository', () => {
  const put = (path: string, body?: object, as: any = 'priya-raman') =>
    github.api(path, { method: 'PUT', body, as });

  it('topics', async () => {
    const path = '/repos/acme/billing/topics';
    expect((await put(path, { names: ['java', 'tax'] })).status).toBe(200);
    expect((await github.api(path)).json).toEqual({ names: ['java', 'tax'] });
    expect((await put(path, { names: ['Not Good'] })).status).toBe(422);
    expect((await put(path, { names: [] }, 'ada-nwosu')).status).toBe(403);
    expect((await put(path, { names: [] }, 'ben-larsen')).status).toBe(404);
  });

  it('collaborators and teams', async () => {
    const canPush = async (as: any) =>
      (await github.api('/repos/acme/payroll', { as })).json.permissions?.push;
    expect(await canPush('chloe-tran')).toBeUndefined();
    await put('/repos/acme/payroll/collaborators/chloe-tran', {
      permission: 'pull',
    });
    expect(await canPush('chloe-tran')).toBe(false);
    const team = await github.api('/orgs/acme/teams/payments');
    expect(team.json).toMatchObject({ slug: 'payments', members_count: 2 });
    const given = await put('/orgs/acme/teams/payments/repos/acme/payroll', {
      permission: 'push',
    });
    expect(given.status).toBe(204);
    expect(await canPush('chloe-tran')).toBe(true);
    const path = '/repos/acme/payroll/collaborators/chloe-tran';
    await github.api(path, { method: 'DELETE', as: 'priya-raman' });
    expect(await canPush('chloe-tran')).toBeUndefined();
    expect((await github.api('/orgs/acme/teams/nobody')).status).toBe(404);
  });

  it('protection of branches', async () => {
    const branch = '/repos/acme/storefront/branches/main';
    const protection = `${branch}/protection`;
    const read = (path: string) => github.api(path, { as: 'priya-raman' });
    expect((await read(branch)).json.protected).toBe(false);
    expect((await read(protection)).status).toBe(404);
    await put(protection, {
      enforce_admins: true,
      required_status_checks: null,
      required_pull_request_reviews: { required_approving_review_count: 2 },
      restrictions: null,
    });
    expect((await read(branch)).json.protected).toBe(true);
    expect((await read(protection)).json).toMatchObject({
      enforce_admins: { enabled: true },
      required_pull_request_reviews: { required_approving_review_count: 2 },
    });
    expect(
      (await put('/repos/acme/empty/branches/main/protection', {})).json,
    ).toMatchObject({ message: 'Branch not found' });
  });
});

describe('writing through the API', () => {
  const contents = '/repos/acme/services/contents/docs/guide.md';
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const write = (body: object, method = 'PUT', as: any = 'ada-nwosu') =>
    github.api(contents, { method, body, as });

  it('creates, changes and deletes a file, one commit each', async () => {
    const made = await write({ message: 'Add', content: base64('one\n') });
    expect(made.status).toBe(201);
    expect(made.json.content).not.toHaveProperty('content');
    const { sha } = made.json.content;
    expect((await write({ message: 'x', content: '' })).status).toBe(422);
    expect(
      (await write({ message: 'x', content: '', sha: '0'.repeat(40) })).status,
    ).toBe(409);
    const changed = await write({
      message: 'Change',
      content: base64('two\n'),
      sha,
    });
    expect(changed.status).toBe(200);
    const { commit } = changed.json;
    const one = (await github.api(`/repos/acme/services/commits/${commit.sha}`))
      .json;
    expect(one).toMatchObject({
      author: { login: 'ada-nwosu' },
      commit: { message: 'Change' },
      stats: { additions: 1, deletions: 1, total: 2 },
      files: [
        {
          filename: 'docs/guide.md',
          status: 'modified',
          patch: '@@ -1 +1 @@\n-one\n+two',
        },
      ],
    });
    const gone = await write(
      { message: 'Delete', sha: changed.json.content.sha },
      'DELETE',
    );
    expect(gone.status).toBe(200);
    expect((await github.api(contents)).status).toBe(404);
    const history = (
      await github.api('/repos/acme/services/commits?path=docs/guide.md')
    ).json;
    expect(history.map((entry: any) => entry.commit.message)).toEqual([
      'Delete',
      'Change',
      'Add',
    ]);
  });

  it('is refused to readers, to unknown branches and without a message', async () => {
    const body = { message: 'Add', content: '' };
    const readers = await github.api('/repos/acme/billing/contents/x', {
      as: 'ben-larsen',
      method: 'PUT',
      body,
    });
    expect(readers.status).toBe(404);
    expect((await write({ ...body, branch: 'nowhere' })).status).toBe(404);
    expect((await write({ content: '' })).status).toBe(422);
  });

  it('creates, moves and deletes refs', async () => {
    const refs = '/repos/acme/billing/git/refs';
    const main = (await github.api('/repos/acme/billing/git/ref/heads/main'))
      .json.object.sha;
    const post = (ref: string, sha = main) =>
      github.api(refs, { method: 'POST', body: { ref, sha } });
    expect((await post('refs/heads/topic')).status).toBe(201);
    expect((await post('refs/heads/topic')).json.message).toBe(
      'Reference already exists',
    );
    expect((await post('topic')).status).toBe(422);
    expect((await post('refs/heads/y', '0'.repeat(40))).status).toBe(422);

    const { commit } = (
      await github.api('/repos/acme/billing/contents/new.md', {
        method: 'PUT',
        body: { message: 'Add', content: '', branch: 'topic' },
      })
    ).json;
    const move = (ref: string, body: object) =>
      github.api(`${refs}/heads/${ref}`, { method: 'PATCH', body });
    expect((await move('topic', { sha: main })).json.message).toBe(
      'Update is not a fast forward',
    );
    expect((await move('main', { sha: commit.sha })).status).toBe(200);
    expect((await move('topic', { sha: main, force: true })).status).toBe(200);
    const tree = await github.api(
      `/repos/acme/billing/git/commits/${commit.sha}`,
    );
    expect(tree.json).toMatchObject({ parents: [{ sha: main }] });
    const gone = await github.api(`${refs}/heads/topic`, { method: 'DELETE' });
    expect(gone.status).toBe(204);
    const left = await github.api(
      '/repos/acme/billing/git/matching-refs/heads',
    );
    expect(left.json.map((entry: any) => entry.ref)).toEqual([
      'refs/heads/main',
    ]);
  });

  it('compares in both directions', async () => {
    const compare = async (range: string) =>
      (await github.api(`/repos/acme/services/compare/${range}`)).json;
    const before = (await github.api('/repos/acme/services/commits')).json.at(
      -1,
    );
    expect(await compare(`${before.sha}...main`)).toMatchObject({
      status: 'ahead',
    });
    expect(await compare(`main...${before.sha}`)).toMatchObject({
      status: 'behind',
      ahead_by: 0,
    });
    expect(await compare('main...acme:main')).toMatchObject({
      status: 'identical',
      files: [],
    });
    const missing = await github.api('/repos/acme/services/compare/main...no');
    expect(missing.status).toBe(404);
  });
});

describe('lists of repositories', () => {
  it.each([
    ['sort=full_name', 'full_name', 1],
    ['sort=full_name&direction=desc', 'full_name', -1],
    ['sort=created', 'created_at', -1],
    ['sort=updated&direction=asc', 'updated_at', 1],
  ])('%s', async (query, property, sign) => {
    const { json } = await github.api(`/user/repos?per_page=100&${query}`);
    const values = json.map((entry: any) => entry[property]);
    expect(new Set(values).size).toBeGreaterThan(1);
    const sorted = [...values].sort();
    expect(values).toEqual(sign === 1 ? sorted : sorted.reverse());
  });
});
