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
import express, { Request, Router } from 'express';
import { GithubError, notFound, validationFailed } from '../http/GithubError';
import { requireJsonObject } from '../http/requireJsonObject';
import type { AccessToken, OAuthClient } from '../oauth/types';
import type { World } from '../World';
import { answer } from './answer';
import type { Schema } from './openapi';
import { presentSimpleUser } from './present/presentAccount';

const TOKEN = '/applications/:id/token';

/**
 * Where an application checks, replaces and revokes the tokens of its users,
 * signed in with its own id and secret. Mounted before the usual authentication:
 * a dead token is a 404 here and never a bad credential.
 */
export function applicationsRouter(world: World): Router {
  const { tokens } = world;
  const router = Router({ strict: true });
  router.use('/applications', express.json({ type: () => true }));

  router.post(TOKEN, (request, response) => {
    const { client, token } = requireToken(world, request);
    answer(
      'apps/check-token',
      request,
      response,
      200,
      presentAuthorization(token, client, world),
    );
  });

  router.patch(TOKEN, (request, response) => {
    const { client, token } = requireToken(world, request);
    tokens.revokeGrant(token);
    const fresh = tokens.mint(token);
    answer(
      'apps/reset-token',
      request,
      response,
      200,
      presentAuthorization(fresh, client, world),
    );
  });

  router.delete(TOKEN, (request, response) => {
    tokens.revokeGrant(requireToken(world, request).token);
    answer('apps/delete-token', request, response, 204, undefined);
  });

  // The person's whole consent ends, and with it all their tokens of this application.
  router.delete('/applications/:id/grant', (request, response) => {
    const { client, token } = requireToken(world, request);
    tokens.revokeAllOf(token.userId, client.id);
    answer('apps/delete-authorization', request, response, 204, undefined);
  });

  return router;
}

function requireToken(
  world: World,
  request: Request,
): { client: OAuthClient; token: AccessToken } {
  const client = requireClient(world, request);
  const { access_token: value } = requireJsonObject(request);
  if (typeof value !== 'string') {
    throw validationFailed({ code: 'missing_field' });
  }
  const token = world.tokens.find(value);
  if (!token || token.kind === 'ghr' || token.clientId !== client.id) {
    throw notFound();
  }
  return { client, token };
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

function presentAuthorization(
  token: AccessToken,
  client: OAuthClient,
  { state, urls, clock }: World,
): Schema<'authorization'> {
  const at = clock.timestamp(token.createdAt);
  return {
    id: token.createdAt,
    url: `${urls.api}/authorizations/${token.createdAt}`,
    token: token.value,
    token_last_eight: token.value.slice(-8),
    hashed_token: createHash('sha256').update(token.value).digest('hex'),
    scopes: token.scopes,
    app: { name: client.name, client_id: client.id, url: urls.base },
    note: null,
    note_url: null,
    fingerprint: null,
    user: presentSimpleUser(state.account(token.userId), urls),
    created_at: at,
    updated_at: at,
    expires_at:
      token.expiresAt === undefined ? null : clock.timestamp(token.expiresAt),
  };
}
