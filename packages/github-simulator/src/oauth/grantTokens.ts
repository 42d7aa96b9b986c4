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

import { randomUUID } from 'node:crypto';
import type { World } from '../World';
import type { AuthorizationCodes } from './AuthorizationCodes';
import type { OAuthClient } from './types';

/** A refresh token of a GitHub App lives for six months, in seconds. */
const REFRESH_TOKEN_LIFETIME_S = 15_897_600;
const USER_TOKEN_LIFETIME_S = 28_800;

/** What the token endpoint answers, always with status 200 (behaviours 66 to 68). */
export type TokenAnswer = Record<string, string | number>;

export function grantTokens(
  parameters: Record<string, string | undefined>,
  world: World,
  codes: AuthorizationCodes,
): TokenAnswer {
  const { client_id: id, client_secret: secret } = parameters;
  const client = world.clients.authenticate(id, secret);
  if (!client) {
    return refusal(
      'incorrect_client_credentials',
      'The client_id and/or client_secret passed are incorrect.',
    );
  }
  return parameters.grant_type === 'refresh_token'
    ? refresh(parameters.refresh_token, client, world)
    : redeemCode(parameters, client, world, codes);
}

function redeemCode(
  parameters: Record<string, string | undefined>,
  client: OAuthClient,
  world: World,
  codes: AuthorizationCodes,
): TokenAnswer {
  const consent = codes.redeem(
    parameters.code ?? '',
    client.id,
    parameters.code_verifier,
  );
  if (!consent) {
    return refusal(
      'bad_verification_code',
      'The code passed is incorrect or expired.',
    );
  }
  const { redirect_uri: redirectUri } = parameters;
  if (redirectUri !== undefined && redirectUri !== consent.redirectUri) {
    return refusal(
      'redirect_uri_mismatch',
      'The redirect_uri MUST match the registered callback URL for this application.',
    );
  }
  return issue(client, consent.userId, consent.scopes, world);
}

/** Behaviour 68: both tokens are replaced, and the old ones die. */
function refresh(
  value: string | undefined,
  client: OAuthClient,
  world: World,
): TokenAnswer {
  const token = world.tokens.find(value ?? '');
  if (token?.kind !== 'ghr' || token.clientId !== client.id) {
    return refusal(
      'bad_refresh_token',
      'The refresh token passed is incorrect or expired.',
    );
  }
  world.tokens.revokeGrant(token);
  return issue(client, token.userId, [], world);
}

function issue(
  client: OAuthClient,
  userId: number,
  scopes: string[],
  { tokens, state }: World,
): TokenAnswer {
  const shared = {
    userId,
    clientId: client.id,
    permissions: client.permissions,
    // Behaviour 50: who signs in has just been to the identity provider.
    ssoOrganizationIds: [...state.accounts.values()]
      .filter(account => account.requiresSaml)
      .map(account => account.id),
    grantId: randomUUID(),
  };
  if (client.kind === 'oauth-app') {
    const token = tokens.mint({ ...shared, kind: 'gho', scopes });
    return {
      access_token: token.value,
      // Behaviour 67: joined by commas, whatever the request used.
      scope: scopes.join(','),
      token_type: 'bearer',
    };
  }
  return {
    access_token: tokens.mint({ ...shared, kind: 'ghu' }).value,
    expires_in: USER_TOKEN_LIFETIME_S,
    refresh_token: tokens.mint({ ...shared, kind: 'ghr' }).value,
    refresh_token_expires_in: REFRESH_TOKEN_LIFETIME_S,
    scope: '',
    token_type: 'bearer',
  };
}

function refusal(error: string, description: string): TokenAnswer {
  return {
    error,
    error_description: description,
    error_uri:
      'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors',
  };
}
