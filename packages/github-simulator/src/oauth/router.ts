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

/** The OAuth web flow: consent page, its decision, and the token endpoint. */
import express, { Request, Router } from 'express';
import { injectFaults } from '../http/injectFaults';
import { sendPage } from '../pages/sendPage';
import { ConsentPage } from '../pages/ConsentPage';
import { MessagePage } from '../pages/MessagePage';
import type { World } from '../World';
import { AuthorizationCodes } from './AuthorizationCodes';
import {
  denialLocation,
  parseAuthorization,
  withParameters,
} from './authorizationRequest';
import { TokenAnswer, grantTokens } from './grantTokens';

export function oauthRouter(world: World): Router {
  const codes = new AuthorizationCodes(world.clock);
  const router = Router();
  router.use(express.urlencoded({ extended: false }), express.json());

  router.get('/authorize', (request, response) => {
    const parsed = parseAuthorization(strings(request.query), world.clients);
    if (parsed.kind === 'redirect') {
      response.redirect(302, parsed.location);
    } else if (parsed.kind === 'unknown-client') {
      sendPage(response, 404, unknownClientPage());
    } else {
      sendPage(
        response,
        200,
        ConsentPage({ request: parsed.request, world }),
        // The form is followed by a redirect to the application.
        { formTargets: [new URL(parsed.request.redirectUri).origin] },
      );
    }
  });

  router.post('/authorize', (request, response) => {
    const body = strings(request.body);
    const parsed = parseAuthorization(body, world.clients);
    if (parsed.kind !== 'ok') {
      sendPage(response, 400, unknownClientPage());
      return;
    }
    const person = world.state.accountByLogin(body.sign_in_as ?? '');
    if (person?.type !== 'User') {
      response.redirect(302, denialLocation(parsed.request));
      return;
    }
    const { client, redirectUri, ...rest } = parsed.request;
    const code = codes.issue({
      ...rest,
      clientId: client.id,
      userId: person.id,
      redirectUri,
    });
    response.redirect(
      302,
      withParameters(redirectUri, { code, state: rest.state }),
    );
  });

  router.post('/access_token', injectFaults(world), (request, response) => {
    const answer = grantTokens(
      { ...basicCredentials(request), ...strings(request.body) },
      world,
      codes,
    );
    response.set('Cache-Control', 'no-store');
    // Behaviour 67.
    if (/\bjson\b/.test(request.get('accept') ?? '')) {
      response.json(answer);
    } else {
      response
        .type('application/x-www-form-urlencoded')
        .send(formEncoded(answer));
    }
  });

  return router;
}

function unknownClientPage() {
  return MessagePage({
    title: 'Unknown application',
    text: 'No application is registered under this client_id. Check auth.providers.github.*.clientId in the portal’s app-config.',
  });
}

function formEncoded(answer: TokenAnswer): string {
  return new URLSearchParams(
    Object.entries(answer).map(([name, value]) => [name, String(value)]),
  ).toString();
}

/** Only the parameters that are plain strings. */
function strings(source: unknown): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries((source ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function basicCredentials(request: Request): Record<string, string> {
  const [, encoded] =
    /^basic\s+(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (!encoded) return {};
  const [id, secret = ''] = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .split(':')
    .map(decodeURIComponent);
  return { client_id: id, client_secret: secret };
}
