import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.ts';
import { AuthController } from './auth.controller.ts';
import { EndedSessions } from './ended-sessions.ts';
import { SignIn } from './sign-in.ts';

@Global()
@Module({
  controllers: [AuthController],
  providers: [EndedSessions, AccessTokens, SignIn],
  exports: [EndedSessions, AccessTokens],
})
export class AuthModule {}
