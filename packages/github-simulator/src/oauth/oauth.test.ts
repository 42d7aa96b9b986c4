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

import { createHash } from 'node:crypto';
import { useSimulator } from '../testing/useSimulator';

const github = useSimulator();
const CALLBACK = 'http://localhost:7007/api/auth/github/handler/frame';
const CLIENT = {
  client_id: 'agent-tasks-portal',
  client_secret: 'agent-tasks-portal-secret',
};
const APP = { ...CLIENT, client_id: 'Iv1.agent-tasks-portal' };

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  as: null,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

/** Goes through the consent page as a browser would; returns where it ends. */
async function consent(fields: Record<string, string> = {}): Promise<URL> {
  const answer = await github.request(
    '/login/oauth/authorize',
    form({
      client_id: CLIENT.client_id,
      redirect_uri: CALLBACK,
      scope: 'read:user repo',
      state: 'xyz',
      sign_in_as: 'ben-larsen',
      ...fields,
    }),
  );
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location')!);
}

const exchange = async (
  fields: Record<string, string>,
  accept = 'application/json',
) => {
  const request = form({ ...CLIENT, ...fields });
  return github.request('/login/oauth/access_token', {
    ...request,
    headers: { ...request.headers, Accept: accept },
  });
};

const codeOf = (url: URL) => url.searchParams.get('code')!;

describe('the web flow', () => {
  it('shows who one can be and what the application wants', async () => {
    const { status, text, headers } = await github.request(
      `/login/oauth/authorize?response_type=code&client_id=${
        CLIENT.client_id
      }&redirect_uri=${encodeURIComponent(
        CALLBACK,
      )}&scope=read:user%20repo&state=xyz`,
      { as: null },
    );
    expect(status).toBe(200);
    for (const name of [
      'Ada Nwosu',
      'Ben Larsen',
      'Chloe Tran',
      'Priya Raman',
      'Deny',
      'read your profile',
    ]) {
      expect(text).toContain(name);
    }
    expect(headers.get('content-security-policy')).toContain(
      'http://localhost:7007',
    );
  });

  it('66, 67: a code works once; the answer is form-encoded unless JSON is asked for', async () => {
    const location = await consent();
    expect(location.href.startsWith(CALLBACK)).toBe(true);
    expect(location.searchParams.get('state')).toBe('xyz');
    const code = codeOf(location);
    const plain = await exchange({ code, redirect_uri: CALLBACK }, '*/*');
    expect(plain.headers.get('content-type')).toContain(
      'x-www-form-urlencoded',
    );
    const answer = new URLSearchParams(plain.text);
    expect(answer.get('scope')).toBe('read:user,repo');
    expect(answer.get('token_type')).toBe('bearer');
    const token = answer.get('access_token')!;
    expect(token).toMatch(/^gho_[A-Za-z0-9]{36}$/);
    expect((await github.api('/user', { token })).json.login).toBe(
      'ben-larsen',
    );
    const again = await exchange({ code });
    expect([again.status, again.json.error]).toEqual([
      200,
      'bad_verification_code',
    ]);
  });

  it('66: a code lives ten minutes', async () => {
    const code = codeOf(await consent());
    await github.control.advance(10 * 60_000 + 1);
    expect((await exchange({ code })).json.error).toBe('bad_verification_code');
  });

  it('66: wrong secret, foreign address, refusal', async () => {
    const wrong = await exchange({
      code: codeOf(await consent()),
      client_secret: 'guess',
    });
    expect([wrong.status, wrong.json.error]).toEqual([
      200,
      'incorrect_client_credentials',
    ]);
    const foreign = await github.request(
      `/login/oauth/authorize?client_id=${CLIENT.client_id}&redirect_uri=https://evil.example/&state=s`,
      { as: null },
    );
    const location = new URL(foreign.headers.get('location')!);
    expect(location.origin).toBe('http://localhost:7007');
    expect(location.searchParams.get('error')).toBe('redirect_uri_mismatch');
    const denied = await consent({ sign_in_as: '' });
    expect(Object.fromEntries(denied.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'xyz',
    });
  });

  it('verifies PKCE when it was used', async () => {
    const verifier = 'a'.repeat(43);
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const good = await exchange({
      code: codeOf(await consent(challenge)),
      code_verifier: verifier,
    });
    expect(good.json.access_token).toBeDefined();
    const bad = await exchange({
      code: codeOf(await consent(challenge)),
      code_verifier: 'b'.repeat(43),
    });
    expect(bad.json.error).toBe('bad_verification_code');
  });

  it('accepts JSON', async () => {
    const { json } = await github.request('/login/oauth/access_token', {
      as: null,
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      body: { ...CLIENT, code: codeOf(await consent()) },
    });
    expect(json).toEqual({
      access_token: expect.stringMatching(/^gho_/),
      scope: 'read:user,repo',
      token_type: 'bearer',
    });
  });

  it('68: user tokens of a GitHub App expire, and a refresh kills the old ones', async () => {
    const first = (
      await exchange({
        ...APP,
        code: codeOf(await consent({ client_id: APP.client_id })),
      })
    ).json;
    expect(first).toMatchObject({
      access_token: expect.stringMatching(/^ghu_/),
      refresh_token: expect.stringMatching(/^ghr_/),
      expires_in: 28_800,
      scope: '',
    });
    const refresh = {
      ...APP,
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token,
    };
    const second = (await exchange(refresh)).json;
    expect(
      (await github.api('/user', { token: first.access_token })).status,
    ).toBe(401);
    expect(
      (await github.api('/user', { token: second.access_token })).status,
    ).toBe(200);
    expect((await exchange(refresh)).json.error).toBe('bad_refresh_token');
    await github.control.advance(28_800_000);
    expect(
      (await github.api('/user', { token: second.access_token })).status,
    ).toBe(401);
  });

  it('68: a refresh kills its own pair and no other', async () => {
    const signIn = async () =>
      (
        await exchange({
          ...APP,
          code: codeOf(await consent({ client_id: APP.client_id })),
        })
      ).json;
    const [browser, plugin] = [await signIn(), await signIn()];
    const refresh = (token: string) =>
      exchange({ ...APP, grant_type: 'refresh_token', refresh_token: token });
    await refresh(browser.refresh_token);
    const status = async (token: string) =>
      (await github.api('/user', { token })).status;
    expect(await status(browser.access_token)).toBe(401);
    expect(await status(plugin.access_token)).toBe(200);
    // Expired, the access token can still be renewed; after half a year nothing can.
    await github.control.expireToken({ token: plugin.access_token });
    const renewed = (await refresh(plugin.refresh_token)).json;
    expect(await status(renewed.access_token)).toBe(200);
    await github.control.advance(15_897_600_000);
    expect((await refresh(renewed.refresh_token)).json.error).toBe(
      'bad_refresh_token',
    );
  });

  it('68: a refresh token opens nothing by itself', async () => {
    const { refresh_token: token } = (
      await exchange({
        ...APP,
        code: codeOf(await consent({ client_id: APP.client_id })),
      })
    ).json;
    expect((await github.api('/user', { token })).status).toBe(401);
  });

  it('69: the eleventh token revokes the first', async () => {
    const tokens: string[] = [];
    for (let count = 0; count < 11; count += 1) {
      const code = codeOf(await consent({ scope: 'gist' }));
      tokens.push((await exchange({ code })).json.access_token);
    }
    expect((await github.api('/user', { token: tokens[0] })).status).toBe(401);
    expect((await github.api('/user', { token: tokens[1] })).status).toBe(200);
  });

  it('lets the application replace a token and end a grant', async () => {
    const { access_token: token } = (
      await exchange({ code: codeOf(await consent()) })
    ).json;
    const call = (method: string, path: string, value: unknown) =>
      github.api(`/applications/${CLIENT.client_id}/${path}`, {
        as: null,
        method,
        headers: {
          Authorization: `Basic ${Buffer.from(
            `${CLIENT.client_id}:${CLIENT.client_secret}`,
          ).toString('base64')}`,
        },
        body: { access_token: value },
      });
    const replaced = await call('PATCH', 'token', token);
    expect(replaced.json.token).toMatch(/^gho_/);
    expect((await github.api('/user', { token })).status).toBe(401);
    const fresh = replaced.json.token;
    expect((await github.api('/user', { token: fresh })).status).toBe(200);
    expect((await call('POST', 'token', 'gho_unknown')).status).toBe(404);
    expect((await call('POST', 'token', undefined)).status).toBe(422);
    expect((await call('DELETE', 'grant', fresh)).status).toBe(204);
    expect((await github.api('/user', { token: fresh })).status).toBe(401);
    const stranger = await github.api(`/applications/x/token`, {
      as: null,
      method: 'POST',
      body: { access_token: fresh },
    });
    expect(stranger.status).toBe(401);
  });

  it('lets the application check and revoke a token', async () => {
    const { access_token: token } = (
      await exchange({ code: codeOf(await consent()) })
    ).json;
    const basic = Buffer.from(
      `${CLIENT.client_id}:${CLIENT.client_secret}`,
    ).toString('base64');
    const call = (method: string) =>
      github.api(`/applications/${CLIENT.client_id}/token`, {
        as: null,
        method,
        headers: { Authorization: `Basic ${basic}` },
        body: { access_token: token },
      });
    expect((await call('POST')).json.user.login).toBe('ben-larsen');
    expect((await call('DELETE')).status).toBe(204);
    expect((await call('POST')).status).toBe(404);
    expect((await github.api('/user', { token })).status).toBe(401);
  });
});
