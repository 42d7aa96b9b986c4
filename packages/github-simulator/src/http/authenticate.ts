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

import type { Request, RequestHandler } from 'express';
import type { World } from '../World';
import { GithubError, badCredentials } from './GithubError';
import { contextOf } from './requestContext';

/**
 * Finds out who calls. Without `Authorization` the request is anonymous; a token
 * that is unknown, revoked or expired is refused (behaviour 49).
 */
export function authenticate({
  tokens,
  state,
  lockOuts,
}: World): RequestHandler {
  return (request, response, next) => {
    if (request.get('authorization') === undefined) return next();
    const value = tokenOf(request);
    const token = value === undefined ? undefined : tokens.find(value);
    // A refresh token buys new tokens; it opens nothing by itself.
    const owner = value === undefined ? undefined : tokens.ownerOf(value);
    if (owner !== undefined && lockOuts.isLockedOut(owner)) throw lockedOut();
    if (!token || token.kind === 'ghr') {
      if (owner !== undefined) {
        lockOuts.count(owner, state.switches.lockOutAfter);
      }
      throw badCredentials();
    }

    const context = contextOf(request);
    context.token = token;
    context.account = state.account(token.userId);
    // Behaviour 70: only classic tokens have scopes to tell.
    if (token.kind === 'gho' || token.kind === 'ghp') {
      response.set({
        'X-OAuth-Scopes': token.scopes.join(', '),
        'X-Accepted-OAuth-Scopes': '',
      });
      if (token.clientId) response.set('X-OAuth-Client-Id', token.clientId);
    }
    return next();
  };
}

function lockedOut(): GithubError {
  return new GithubError(
    403,
    'Maximum number of login attempts exceeded. Please try again later.',
  );
}

/** `Bearer T`, `token T`, or the password of Basic (as git sends it). */
function tokenOf(request: Request): string | undefined {
  const [scheme, credentials] = (request.get('authorization') ?? '').split(
    /\s+/,
  );
  if (/^(bearer|token)$/i.test(scheme)) return credentials;
  if (!/^basic$/i.test(scheme) || credentials === undefined) return undefined;
  const [user, password] = Buffer.from(credentials, 'base64')
    .toString('utf8')
    .split(':');
  return password && password !== 'x-oauth-basic' ? password : user;
}
