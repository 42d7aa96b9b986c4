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
import { contextOf } from '../http/requestContext';
import type { World } from '../World';
import { answer } from './answer';
import { forVersion } from './forVersion';
import type { Schema } from './openapi';

/** `/rate_limit`, `/meta`, `/zen` and the root. */
export function metaRouter(world: World): Router {
  const { rateLimits, urls } = world;
  const router = Router({ strict: true });

  router.get('/rate_limit', (request, response) => {
    const { token, apiVersion } = contextOf(request);
    const core = rateLimits.snapshot(token?.userId, 'core');
    const overview: Schema<'rate-limit-overview'> = {
      resources: {
        core,
        graphql: rateLimits.snapshot(token?.userId, 'graphql'),
        search: { limit: 30, remaining: 30, used: 0, reset: core.reset },
      },
      rate: core,
    };
    answer(
      'rate-limit/get',
      request,
      response,
      200,
      forVersion(apiVersion, overview, ['rate']),
      { etag: false },
    );
  });

  router.get('/meta', (request, response) => {
    const overview = {
      verifiable_password_authentication: false,
      // Only GitHub Enterprise Server says this.
      installed_version: '3.19.0',
    };
    answer('meta/get', request, response, 200, overview);
  });

  router.get('/zen', (_request, response) => {
    response.type('text').send('Practicality beats purity.');
  });

  router.get('/', (request, response) => {
    answer('meta/root', request, response, 200, rootUrls(urls.api));
  });

  return router;
}

/** The addresses of everything, as templates, whether or not it is simulated. */
function rootUrls(api: string): Schema<'root'> {
  return {
    current_user_url: `${api}/user`,
    current_user_authorizations_html_url: `${api}/settings/connections/applications{/client_id}`,
    authorizations_url: `${api}/authorizations`,
    code_search_url: `${api}/search/code?q={query}{&page,per_page,sort,order}`,
    commit_search_url: `${api}/search/commits?q={query}{&page,per_page,sort,order}`,
    emails_url: `${api}/user/emails`,
    emojis_url: `${api}/emojis`,
    events_url: `${api}/events`,
    feeds_url: `${api}/feeds`,
    followers_url: `${api}/user/followers`,
    following_url: `${api}/user/following{/target}`,
    gists_url: `${api}/gists{/gist_id}`,
    issue_search_url: `${api}/search/issues?q={query}{&page,per_page,sort,order}`,
    issues_url: `${api}/issues`,
    keys_url: `${api}/user/keys`,
    label_search_url: `${api}/search/labels?q={query}&repository_id={repository_id}{&page,per_page}`,
    notifications_url: `${api}/notifications`,
    organization_url: `${api}/orgs/{org}`,
    organization_repositories_url: `${api}/orgs/{org}/repos{?type,page,per_page,sort}`,
    organization_teams_url: `${api}/orgs/{org}/teams`,
    public_gists_url: `${api}/gists/public`,
    rate_limit_url: `${api}/rate_limit`,
    repository_url: `${api}/repos/{owner}/{repo}`,
    repository_search_url: `${api}/search/repositories?q={query}{&page,per_page,sort,order}`,
    current_user_repositories_url: `${api}/user/repos{?type,page,per_page,sort}`,
    starred_url: `${api}/user/starred{/owner}{/repo}`,
    starred_gists_url: `${api}/gists/starred`,
    user_url: `${api}/users/{user}`,
    user_organizations_url: `${api}/user/orgs`,
    user_repositories_url: `${api}/users/{user}/repos{?type,page,per_page,sort}`,
    user_search_url: `${api}/search/users?q={query}{&page,per_page,sort,order}`,
  };
}
