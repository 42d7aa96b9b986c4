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

import {
  EntityDisplayName,
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { useOptionalRouteRef } from './useOptionalRouteRef';

/** A link to an entity's page, or its name where the app has no such page. */
export function EntityLink(props: { entityRef: string; children?: ReactNode }) {
  const { entityRef } = props;
  const entityRoute = useOptionalRouteRef(entityRouteRef);
  const text = props.children ?? (
    <EntityDisplayName entityRef={entityRef} hideIcon disableTooltip />
  );
  if (!entityRoute) return <span>{text}</span>;
  return (
    <Link
      component={RouterLink}
      to={entityRoute(entityRouteParams(entityRef, { encodeParams: true }))}
      underline="hover"
    >
      {text}
    </Link>
  );
}
