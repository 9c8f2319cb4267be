import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.ts';
import { AuthController } from './auth.controller.ts';
import { AccountController } from './account.controller.ts';
import { EndedSessions } from './ended-sessions.ts';
import { OwnAccount } from './own-account.ts';
import { Passwords } from './passwords.ts';
import { SecondStep } from './second-step.ts';
import { SecretBox } from './secret-box.ts';
import { DeviceTokens } from './device-tokens.ts';
import { SignIn } from './sign-in.ts';
import { TokenKey } from './token-key.ts';

@Global()
@Module({
  controllers: [AuthController, AccountController],
  providers: [
    TokenKey,
    DeviceTokens,
    EndedSessions,
    AccessTokens,
    Passwords,
    SecretBox,
    SecondStep,
    SignIn,
    OwnAccount,
  ],
  exports: [EndedSessions, AccessTokens, DeviceTokens, OwnAccount, Passwords],
})
export class AuthModule {}
