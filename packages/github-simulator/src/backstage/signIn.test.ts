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

import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import githubProvider from '@backstage/plugin-auth-backend-module-github-provider';
import { portalAppClient, portalClient } from '../options';
import { useSimulator } from '../testing/useSimulator';

const github = useSimulator();

jest.setTimeout(60_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

/** Backstage's own sign-in, with the simulator as its GitHub. */
async function startPortal(client: typeof portalClient) {
  const backend = await startTestBackend({
    features: [
      authPlugin,
      githubProvider,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: {
            environment: 'development',
            providers: {
              github: {
                development: {
                  clientId: client.id,
                  clientSecret: client.secret,
                  callbackUrl: client.callbackUrl,
                  enterpriseInstanceUrl: github.url,
                },
              },
            },
          },
        },
      }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/auth/github`;
  const cookies = new Map<string, string>();

  /** A request as the browser sends it, with the cookies of the portal. */
  const browse = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${base}${path}`, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies]
          .map(([name, value]) => `${name}=${value}`)
          .join('; '),
        ...headers,
      },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name, value);
    }
    return answer;
  };
  return { browse, stop: () => backend.stop() };
}

/** Signs in as a person would: start, consent, back to the portal. Returns what the popup reports. */
async function signIn(
  portal: Portal,
  scope: string,
  choice: Record<string, string> = { sign_in_as: 'ada-nwosu' },
) {
  const start = await portal.browse(
    `/start?env=development&scope=${encodeURIComponent(scope)}`,
  );
  const authorize = new URL(start.headers.get('location')!);
  expect(authorize.href).toContain(`${github.url}/login/oauth/authorize?`);
  const page = await fetch(authorize);
  expect(await page.text()).toContain('Acme developer portal');
  const consent = await fetch(`${github.url}/login/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      ...Object.fromEntries(authorize.searchParams),
      ...choice,
    }),
  });
  const back = new URL(consent.headers.get('location')!);
  const frame = await portal.browse(
    `${back.pathname.replace('/api/auth/github', '')}${back.search}`,
  );
  const [, encoded] = /decodeURIComponent\('([^']*)'\)/.exec(
    await frame.text(),
  )!;
  return JSON.parse(decodeURIComponent(encoded));
}

async function refresh(portal: Portal) {
  const answer = await portal.browse('/refresh?env=development&scope=repo', {
    'X-Requested-With': 'XMLHttpRequest',
  });
  return { status: answer.status, body: await answer.json() };
}

const login = async (token: string) =>
  (await github.api('/user', { token })).json.login;

describe("Backstage's GitHub sign-in", () => {
  it('with an OAuth app: the token stays the same', async () => {
    const portal = await startPortal(portalClient);
    try {
      const { response } = await signIn(portal, 'read:user repo');
      expect(response.profile).toMatchObject({
        displayName: 'Ada Nwosu',
        email: 'ada.nwosu@acme.example',
      });
      const { accessToken, scope } = response.providerInfo;
      expect(accessToken).toMatch(/^gho_/);
      expect(scope.split(/[ ,]/)).toEqual(
        expect.arrayContaining(['read:user', 'repo']),
      );
      expect(await login(accessToken)).toBe('ada-nwosu');
      const again = await refresh(portal);
      expect(again.body.providerInfo.accessToken).toBe(accessToken);
      await github.control.revokeToken({ token: accessToken });
      expect((await refresh(portal)).status).toBe(401);
    } finally {
      await portal.stop();
    }
  });

  it('with a GitHub App: a refresh rotates the token and kills the old one', async () => {
    const portal = await startPortal(portalAppClient);
    try {
      const { response } = await signIn(portal, 'read:user', {
        sign_in_as: 'priya-raman',
      });
      const first = response.providerInfo.accessToken;
      expect(first).toMatch(/^ghu_/);
      expect(Number(response.providerInfo.expiresInSeconds)).toBe(28_800);
      const { body } = await refresh(portal);
      const second = body.providerInfo.accessToken;
      expect(second).not.toBe(first);
      expect(await login(second)).toBe('priya-raman');
      expect((await github.api('/user', { token: first })).status).toBe(401);
    } finally {
      await portal.stop();
    }
  });

  it('reports a denial', async () => {
    const portal = await startPortal(portalClient);
    try {
      const { error } = await signIn(portal, 'repo', { sign_in_as: '' });
      expect(error.message).toMatch(/denied|access_denied/);
    } finally {
      await portal.stop();
    }
  });
});
