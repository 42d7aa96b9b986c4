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

/**
 * What happens to every request to the API before its handler, in this order:
 * the clock catches up, the request is logged, it gets an id; then user agent,
 * API version, token, faults and rate limit decide whether it goes on.
 */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { World } from '../World';
import { GithubError } from './GithubError';
import { ApiVersion, contextOf } from './requestContext';

const API_VERSIONS: readonly string[] = ['2022-11-28', '2026-03-10'];

/** Nothing that was due before the request may be missing from its answer. */
export function catchUp({ clock }: World): RequestHandler {
  return (_request, _response, next) => {
    clock.catchUp();
    next();
  };
}

/** Whatever is more than reading may have changed something. */
export function reportChanges(onChange: () => void): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'GET') response.once('close', onChange);
    next();
  };
}

export function logRequests({ requestLog, clock }: World): RequestHandler {
  return (request, response, next) => {
    const entry = requestLog.open({
      at: clock.timestamp(),
      method: request.method,
      path: request.originalUrl,
      conditional: request.get('if-none-match') !== undefined,
      apiVersion: request.get('x-github-api-version'),
    });
    response.once('close', () => {
      const { account, fault, operation } = contextOf(request);
      entry.login = account?.login;
      entry.fault = fault;
      entry.operation = operation;
      if (response.headersSent) entry.status = response.statusCode;
    });
    next();
  };
}

/** GitHub allows any origin; browsers must also be let at the headers that matter. */
export const allowAnyOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers':
      'ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset',
  });
  if (request.method !== 'OPTIONS') return next();
  response.set({
    'Access-Control-Allow-Headers':
      'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Accept-Encoding, X-GitHub-OTP, X-Requested-With, User-Agent, GraphQL-Features, X-GitHub-Api-Version',
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, PUT, DELETE',
    'Access-Control-Max-Age': '86400',
  });
  return response.status(204).end();
};

/** An id for the request, and the time: `Date` is simulated like every other time. */
export function identifyRequest({ clock }: World): RequestHandler {
  return (_request, response, next) => {
    response.set({
      Date: new Date(clock.now()).toUTCString(),
      'X-GitHub-Request-Id': requestId(),
      'X-GitHub-Media-Type': 'github.v3; format=json',
      Server: 'github-agent-tasks-simulator',
    });
    next();
  };
}

/** Behaviour 51: who does not say who they are is turned away. */
export const requireUserAgent: RequestHandler = (request, _response, next) => {
  if (!request.get('user-agent')) {
    throw new GithubError(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    );
  }
  next();
};

/** Behaviour 51: an unknown version is a bad request; none means the oldest. */
export const selectApiVersion: RequestHandler = (request, response, next) => {
  const wanted = request.get('x-github-api-version') ?? '2022-11-28';
  if (!API_VERSIONS.includes(wanted)) {
    throw new GithubError(
      400,
      `"${wanted}" is not a supported API version. Supported versions: ${API_VERSIONS.join(
        ', ',
      )}.`,
    );
  }
  contextOf(request).apiVersion = wanted as ApiVersion;
  response.set('X-GitHub-Api-Version-Selected', wanted);
  next();
};

function requestId(): string {
  const hex = randomUUID().replace(/-/g, '').toUpperCase();
  return [
    hex.slice(0, 4),
    hex.slice(4, 10),
    hex.slice(10, 16),
    hex.slice(16, 22),
    hex.slice(22, 30),
  ].join(':');
}
