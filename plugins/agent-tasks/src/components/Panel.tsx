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

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useId, type PropsWithChildren, type ReactNode } from 'react';

/** A card with a heading: the frame of everything that this plugin shows. */
export function Panel(
  props: PropsWithChildren<{ title: ReactNode; action?: ReactNode }>,
) {
  const headingId = useId();
  return (
    <Card
      component="section"
      variant="outlined"
      aria-labelledby={headingId}
      sx={{ borderRadius: 2, overflow: 'hidden', typography: 'body2' }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          flexWrap: 'wrap',
          gap: 1,
          px: 2,
          py: 1.25,
          minHeight: 56,
          boxSizing: 'border-box',
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography
          id={headingId}
          component="h2"
          sx={{
            fontFamily: 'inherit',
            fontSize: '1.0625rem',
            fontWeight: 600,
            m: 0,
          }}
        >
          {props.title}
        </Typography>
        {props.action}
      </Box>
      {props.children}
    </Card>
  );
}
