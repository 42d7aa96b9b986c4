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

/** Where `X-GitHub-SSO` leads: a person lets their token into an organization. */
import express, { Router } from 'express';
import { MessagePage } from '../pages/MessagePage';
import { sendPage } from '../pages/sendPage';
import { SingleSignOnPage } from '../pages/SingleSignOnPage';
import type { World } from '../World';
import { authorizeForSso } from './SingleSignOn';

export function singleSignOnRouter({ singleSignOn, state }: World): Router {
  const router = Router();

  router.get('/:organization/sso', (request, response) => {
    const id = String(request.query.authorization_request ?? '');
    const wanted = singleSignOn.find(id);
    if (!wanted) {
      sendPage(response, 404, expiredPage());
      return;
    }
    sendPage(
      response,
      200,
      SingleSignOnPage({
        id,
        organization: state.account(wanted.organizationId),
        person: state.account(wanted.token.userId),
      }),
    );
  });

  router.post(
    '/:organization/sso',
    express.urlencoded({ extended: false }),
    (request, response) => {
      const wanted = singleSignOn.find(
        String(request.body.authorization_request ?? ''),
      );
      if (!wanted) {
        sendPage(response, 404, expiredPage());
        return;
      }
      authorizeForSso(wanted);
      const { login } = state.account(wanted.organizationId);
      sendPage(
        response,
        200,
        MessagePage({
          title: 'Signed in',
          text: `The token may now use what belongs to ${login}. Go back and try again.`,
        }),
      );
    },
  );

  return router;
}

function expiredPage() {
  return MessagePage({
    title: 'This link has expired',
    text: 'Links to single sign-on live for an hour. Repeat the request that was refused to get a new one.',
  });
}
