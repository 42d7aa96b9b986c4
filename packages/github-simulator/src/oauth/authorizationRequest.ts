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

import type { OAuthClient } from './types';
import { OAuthClients, isLoopbackUrl } from './OAuthClients';

/** What a browser brings to the consent page, once it is known to be sound. */
export type AuthorizationRequest = {
  client: OAuthClient;
  redirectUri: string;
  scopes: string[];
  state?: string;
  /** The person that the application expects. */
  login?: string;
  codeChallenge?: string;
  codeChallengeMethod?: string;
};

/** Sound, to be sent back with an error, or not even that: the client is unknown. */
export type ParsedAuthorization =
  | { kind: 'ok'; request: AuthorizationRequest }
  | { kind: 'redirect'; location: string }
  | { kind: 'unknown-client' };

/** Reads the parameters of `/login/oauth/authorize`. */
export function parseAuthorization(
  parameters: Record<string, string | undefined>,
  clients: OAuthClients,
): ParsedAuthorization {
  const client = clients.find(parameters.client_id);
  if (!client) return { kind: 'unknown-client' };
  const redirectUri = parameters.redirect_uri ?? client.callbackUrl;
  if (!isLoopbackUrl(redirectUri)) {
    // Behaviour 66: errors go to the registered address, never to the foreign one.
    return {
      kind: 'redirect',
      location: withParameters(client.callbackUrl, {
        error: 'redirect_uri_mismatch',
        error_description:
          'The redirect_uri MUST match the registered callback URL for this application.',
        state: parameters.state,
      }),
    };
  }
  return {
    kind: 'ok',
    request: {
      client,
      redirectUri,
      scopes: (parameters.scope ?? '').split(/[\s,]+/).filter(Boolean),
      state: parameters.state,
      login: parameters.login,
      codeChallenge: parameters.code_challenge,
      codeChallengeMethod: parameters.code_challenge_method,
    },
  };
}

/** Where a browser goes when the person says no. */
export function denialLocation(request: AuthorizationRequest): string {
  return withParameters(request.redirectUri, {
    error: 'access_denied',
    error_description: 'The user has denied your application access.',
    error_uri:
      'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-authorization-request-errors/#access-denied',
    state: request.state,
  });
}

/** Adds parameters to an address; undefined ones are left out. */
export function withParameters(
  url: string,
  parameters: Record<string, string | undefined>,
): string {
  const result = new URL(url);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) result.searchParams.set(name, value);
  }
  return result.toString();
}
