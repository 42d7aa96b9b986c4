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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ButtonProps } from '@mui/material/Button';
import Link, { type LinkProps } from '@mui/material/Link';
import type { PropsWithChildren } from 'react';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { VISUALLY_HIDDEN } from './visuallyHidden';

const IN_NEW_TAB = { target: '_blank', rel: 'noopener noreferrer' } as const;

function Arrow() {
  return <span aria-hidden>&nbsp;↗</span>;
}

/** A link that leaves the portal. */
export function ExternalLink(
  props: PropsWithChildren<Pick<LinkProps, 'sx' | 'color'> & { href: string }>,
) {
  const { children, ...rest } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Link {...rest} {...IN_NEW_TAB} underline="hover">
      {children}
      <Arrow />
      <span style={VISUALLY_HIDDEN}> ({t('opensOnGitHub')})</span>
    </Link>
  );
}

/** A button that leaves the portal. */
export function ExternalButton(
  props: PropsWithChildren<
    Pick<ButtonProps, 'variant' | 'sx'> & { href: string }
  >,
) {
  const { children, ...rest } = props;
  return (
    <ActionButton {...rest} {...IN_NEW_TAB}>
      {children}
      <Arrow />
    </ActionButton>
  );
}
