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

import type { Request, RequestHandler, Response } from 'express';
import type { World } from '../World';
import type { Fault } from './FaultList';
import { GithubError, badCredentials } from './GithubError';
import {
  primaryRateLimitError,
  secondaryRateLimitError,
} from './limitRequests';
import { BAD_GATEWAY_PAGE } from './reply';
import { redirect } from '../rest/followNames';
import { contextOf } from './requestContext';

/** Lets armed faults strike. See `FaultList` for what each kind does. */
export function injectFaults(world: World): RequestHandler {
  const { faults } = world;
  return (request, response, next) => {
    const context = contextOf(request);
    const fault = faults.take({
      method: request.method,
      path: request.originalUrl,
      login: context.account?.login,
    });
    if (!fault) return next();
    context.fault = fault.kind;
    if (fault.kind === 'delay') {
      // Real time: it is the client's patience that is tested. Who has hung up
      // meanwhile is not heard any more.
      setTimeout(() => {
        if (!request.socket.destroyed) next();
      }, fault.milliseconds);
      return undefined;
    }
    const isHandled = strike(fault, request, response, world);
    return isHandled ? undefined : next();
  };
}

/** True: the request has got its answer, or will never get one. */
function strike(
  fault: Exclude<Fault, { kind: 'delay' }>,
  request: Request,
  response: Response,
  world: World,
): boolean {
  const context = contextOf(request);
  const { rateLimitStatus } = world.state.switches;
  switch (fault.kind) {
    case 'reset-before':
      request.socket.resetAndDestroy();
      return true;
    case 'created-then-reset':
      context.lateFault = 'reset';
      return false;
    case 'created-then-502':
      context.lateFault = 'bad-gateway';
      return false;
    case 'truncated':
      context.lateFault = 'truncate';
      return false;
    case 'bad-gateway':
      response.status(502).type('html').end(BAD_GATEWAY_PAGE);
      return true;
    case 'html':
      response
        .status(200)
        .type('html')
        .end('<!DOCTYPE html><title>Unicorn!</title><p>Please wait…</p>');
      return true;
    case 'server-error':
      throw new GithubError(500, 'Server Error');
    case 'primary-rate-limit':
      throw primaryRateLimitError(request, fault.status ?? rateLimitStatus);
    case 'secondary-rate-limit':
      throw secondaryRateLimitError(
        fault.status ?? rateLimitStatus,
        fault.retryAfter,
      );
    case 'unauthorized':
      throw badCredentials();
    case 'revoke-token':
      if (context.token) world.tokens.revoke(context.token.value);
      throw badCredentials();
    case 'expire-token':
      if (context.token) world.tokens.expire(context.token.value);
      throw badCredentials();
    case 'moved':
      redirect(request, response, fault.location ?? byId(request, world));
      return true;
    case 'clock-skew':
      context.clockSkew = fault.milliseconds;
      return false;
    case 'duplicate-page':
      context.pageShift = 'one-page';
      return false;
    case 'shifted-page':
      context.pageShift = fault.by;
      return false;
    default:
      throw new Error(
        `Unknown fault: ${JSON.stringify(fault satisfies never)}`,
      );
  }
}

/** The same address, with the repository's id instead of its name. */
function byId(request: Request, { state, urls }: World): string {
  const [, owner = '', name = '', rest = ''] =
    /\/repos\/([^/]+)\/([^/?]+)(.*)$/.exec(request.originalUrl) ?? [];
  const repository = state.repositoryByName(owner, name);
  return repository
    ? `${urls.api}/repositories/${repository.id}${rest}`
    : `${urls.base}${request.originalUrl}`;
}
