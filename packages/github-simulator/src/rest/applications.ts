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

import express, { Request, Router } from 'express';
import { GithubError, notFound, validationFailed } from '../http/GithubError';
import { replyJson } from '../http/reply';
import { requireJsonObject } from '../http/requireJsonObject';
import type { OAuthClient } from '../oauth/types';
import type { World } from '../World';
import { presentSimpleUser } from './present/presentAccount';

/**
 * Where an application checks and revokes the tokens of its users, signed in
 * with its own id and secret. Mounted before the usual authentication.
 */
export function applicationsRouter(world: World): Router {
  const { tokens, state, urls, clock } = world;
  const router = Router({ strict: true });
  router.use('/applications', express.json({ type: () => true }));

  const requireToken = (request: Request, client: OAuthClient) => {
    const { access_token: value } = requireJsonObject(request);
    if (typeof value !== 'string') {
      throw validationFailed({ code: 'missing_field' });
    }
    const token = tokens.find(value);
    if (!token || token.clientId !== client.id) throw notFound();
    return token;
  };

  router.post('/applications/:id/token', (request, response) => {
    const client = requireClient(world, request);
    const token = requireToken(request, client);
    replyJson(request, response, 200, {
      id: token.createdAt,
      token: token.value,
      scopes: token.scopes,
      app: { name: client.name, client_id: client.id, url: urls.base },
      user: presentSimpleUser(state.account(token.userId), urls),
      created_at: clock.timestamp(token.createdAt),
      expires_at:
        token.expiresAt === undefined ? null : clock.timestamp(token.expiresAt),
    });
  });

  router.delete('/applications/:id/token', (request, response) => {
    const token = requireToken(request, requireClient(world, request));
    tokens.revoke(token.value);
    response.status(204).end();
  });

  return router;
}

function requireClient({ clients }: World, request: Request): OAuthClient {
  const [, encoded = ''] =
    /^basic\s+(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
  const [id, secret] = Buffer.from(encoded, 'base64').toString().split(':');
  const client = clients.authenticate(id, secret);
  if (!client) throw new GithubError(401, 'Bad credentials');
  if (client.id !== request.params.id) throw notFound();
  return client;
}
