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

import { OAuthApp } from './OAuthApp';

const create = (host: string, apiBaseUrl: string) =>
  OAuthApp.create({
    grant: {
      clientId: 'Iv1.a',
      clientSecret: 's',
      callbackUrl: 'https://portal.example/agent-tasks/connect',
    },
    github: {
      host,
      apiBaseUrl,
      graphqlUrl: '',
      apiVersion: '2026-03-10',
      requestTimeoutMs: 1_000,
    },
  });

describe('OAuthApp', () => {
  it.each([
    ['github.com', 'https://api.github.com'],
    ['acme.ghe.com', 'https://api.acme.ghe.com'],
    ['ghe.acme.com', 'https://ghe.acme.com/api/v3'],
  ])('finds the consent page of %s', async (host, apiBaseUrl) => {
    const app = create(host, apiBaseUrl);
    const url = new URL(
      app.authorizationUrl({ state: 'a&b', codeVerifier: 'v'.repeat(43) }),
    );
    expect(url.origin + url.pathname).toBe(
      `https://${host}/login/oauth/authorize`,
    );
    expect(url.searchParams.get('state')).toBe('a&b');
    expect(url.searchParams.get('redirect_uri')).toBe(
      'https://portal.example/agent-tasks/connect',
    );
    expect(app.settingsUrl).toBe(
      `https://${host}/settings/connections/applications/Iv1.a`,
    );
  });

  it.each([
    ['acme.ghe.com', 'https://api.acme.ghe.com'],
    ['ghe.acme.com', 'https://ghe.acme.com/api/v3'],
  ])('sends codes and tokens to %s', async (host, apiBaseUrl) => {
    const asked = jest
      .spyOn(global, 'fetch')
      .mockImplementation(async () =>
        Response.json({ error: 'bad_verification_code' }),
      );
    try {
      const app = create(host, apiBaseUrl);
      await expect(app.exchange('code', 'v')).rejects.toMatchObject({
        code: 'validation_failed',
      });
      await app.revokeGrant('ghu_x').catch(() => {});
      expect(asked.mock.calls.map(([url]) => url)).toEqual([
        `https://${host}/login/oauth/access_token`,
        `${apiBaseUrl}/applications/Iv1.a/grant`,
      ]);
    } finally {
      asked.mockRestore();
    }
  });

  it.each<[string, Response, string]>([
    ['no JSON', new Response('<html>'), 'github_unavailable'],
    ['no token', Response.json({ scope: '' }), 'github_unavailable'],
    ['a 500', new Response('', { status: 500 }), 'github_unavailable'],
    ['a 302', new Response('', { status: 302 }), 'github_unavailable'],
  ])(
    'says so where the answer is %s, without a secret',
    async (_, answer, code) => {
      const asked = jest.spyOn(global, 'fetch').mockResolvedValue(answer);
      try {
        const app = create('ghe.acme.com', 'https://ghe.acme.com/api/v3');
        const error = await app
          .exchange('top-secret-code', 'top-secret-verifier')
          .catch(reason => reason);
        expect(error).toMatchObject({ code });
        expect(JSON.stringify(error) + error.stack).not.toContain('top-secret');
      } finally {
        asked.mockRestore();
      }
    },
  );
});
