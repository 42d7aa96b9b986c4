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

import { Router } from 'express';
import { notFound } from '../http/GithubError';
import type { Account } from '../state';
import type { World } from '../World';
import { requireUser } from './access';
import { answer } from './answer';
import {
  presentOrganization,
  presentOrganizationSimple,
  presentPublicUser,
} from './present/presentAccount';

/** `/user`, `/users/{login}`, `/orgs/{org}` and `/user/orgs` (behaviour 70). */
export function usersRouter(world: World): Router {
  const { state, urls, clock } = world;
  const router = Router({ strict: true });
  const present = (account: Account) =>
    presentPublicUser(account, {
      urls,
      timestamp: at => clock.timestamp(at),
      publicRepositories: [...state.repositories.values()].filter(
        repository => !repository.private && repository.ownerId === account.id,
      ).length,
    });

  router.get('/user', (request, response) => {
    answer(
      'users/get-authenticated',
      request,
      response,
      200,
      present(requireUser(request)),
    );
  });

  router.get('/user/emails', (request, response) => {
    const { email = '' } = requireUser(request);
    answer('users/list-emails-for-authenticated-user', request, response, 200, [
      { email, primary: true, verified: true, visibility: 'private' },
    ]);
  });

  router.get(['/user/orgs', '/users/:login/orgs'], (request, response) => {
    if (!request.params.login) requireUser(request);
    const organizations = [...state.accounts.values()]
      .filter(({ type }) => type === 'Organization')
      .map(account => presentOrganizationSimple(account, urls));
    answer('orgs/list-for-user', request, response, 200, organizations);
  });

  router.get('/users/:login', (request, response) => {
    const account = state.accountByLogin(request.params.login);
    if (!account) throw notFound();
    answer('users/get-by-username', request, response, 200, present(account));
  });

  router.get('/orgs/:login', (request, response) => {
    const account = state.accountByLogin(request.params.login);
    if (account?.type !== 'Organization') throw notFound();
    answer(
      'orgs/get',
      request,
      response,
      200,
      presentOrganization(account, {
        urls,
        publicRepositories: present(account).public_repos,
        timestamp: at => clock.timestamp(at),
      }),
    );
  });

  return router;
}
