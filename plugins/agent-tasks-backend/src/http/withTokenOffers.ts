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

import type { TokenOffers } from '../credentials';
import type { RequestContextResolver } from './requestContext';

/**
 * Every token that comes with a request is offered to the credential store, so
 * that tracking resumes when its owner shows up. The request does not wait.
 */
export function withTokenOffers(
  resolveContext: RequestContextResolver,
  offers: TokenOffers,
): RequestContextResolver {
  return async request => {
    const context = await resolveContext(request);
    if (context.gitHubToken && context.isSentToken) {
      void offers.offer(context.userEntityRef, context.gitHubToken);
    }
    return context;
  };
}
