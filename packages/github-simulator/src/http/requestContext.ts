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

import type { Request } from 'express';
import type { AccessToken } from '../oauth/types';
import type { Account } from '../state';

/** GitHub's API versions that the simulator speaks (behaviours 51, 52). */
export type ApiVersion = '2022-11-28' | '2026-03-10';

/** What the middleware has found out about a request. */
export type RequestContext = {
  /** Undefined: an anonymous request. */
  token?: AccessToken;
  account?: Account;
  apiVersion: ApiVersion;
  /** The fault to inject after the handler has done its work. */
  lateFault?: 'reset' | 'bad-gateway' | 'truncate';
  /** Called when the answer is a 304: the request costs nothing (behaviour 57). */
  refund?: () => void;
  /** Organizations whose SAML kept something out of a list (behaviour 50). */
  hiddenBySaml?: Set<number>;
  /** How far a page is moved: towards the beginning when positive. */
  pageShift?: number | 'one-page';
  /** Added to all times of the answer, in milliseconds. */
  clockSkew?: number;
  /** For the request log. */
  fault?: string;
  /** GitHub's name of what was called, e.g. `pulls/get`, for the request log. */
  operation?: string;
};

const contexts = new WeakMap<Request, RequestContext>();

/** The context of a request; the same object for the life of the request. */
export function contextOf(request: Request): RequestContext {
  let context = contexts.get(request);
  if (!context) {
    context = { apiVersion: '2022-11-28' };
    contexts.set(request, context);
  }
  return context;
}
