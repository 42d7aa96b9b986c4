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

import type { RequestHandler } from 'express';
import { replyJson } from '../http/reply';
import { repositoryByFormerName } from '../state/renameRepository';
import type { World } from '../World';
import { visibleRole } from './access';

const BY_ID = /^\/repositories\/(\d+)(\/.+)$/;
const BY_NAME = /^\/(agents\/)?repos\/([^/]+)\/([^/]+)(\/.*)?$/;

/**
 * Behaviour 71: `/repositories/{id}/…` works like `/repos/{owner}/{repo}/…`, and
 * a former name answers with its address: 301 for reading, 307 for writing, so
 * that the method survives. Where the agent task endpoints redirect to is not
 * documented; here it is the same path under the new name.
 */
export function followNames(world: World): RequestHandler {
  const { state, urls } = world;
  return (request, response, next) => {
    const query = request.url.slice(request.path.length);
    const [, id, below] = BY_ID.exec(request.path) ?? [];
    const known = id && state.repositories.get(Number(id));
    if (known) {
      request.url = `/repos/${known.ownerLogin}/${known.name}${below}${query}`;
      return next();
    }
    const [, agents, owner, name, rest = ''] = BY_NAME.exec(request.path) ?? [];
    const moved =
      name === undefined
        ? undefined
        : repositoryByFormerName(state, owner, decodeURIComponent(name));
    if (!moved || !visibleRole(world, request, moved)) return next();
    const url = agents
      ? `${urls.api}/agents/repos/${moved.ownerLogin}/${moved.name}`
      : `${urls.api}/repositories/${moved.id}`;
    return redirect(request, response, `${url}${rest}${query}`);
  };
}

/** Sends a request on, with GitHub's body. */
export function redirect(
  request: Parameters<RequestHandler>[0],
  response: Parameters<RequestHandler>[1],
  location: string,
): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  response.set('Location', location);
  replyJson(request, response, isRead ? 301 : 307, {
    message: 'Moved Permanently',
    url: location,
    documentation_url:
      'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
  });
}
