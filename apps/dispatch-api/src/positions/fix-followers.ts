import { Injectable } from '@nestjs/common';
import type { UnitFix } from '#use-cases';

export type FollowedFix = Pick<
  UnitFix,
  'unitId' | 'deviceAt' | 'receivedAt' | 'lon' | 'lat' | 'speedKmh' | 'accuracyMeters'
>;

/** Those in this process who want to see every fix once, late ones too. They must be quick. */
@Injectable()
export class FixFollowers {
  private readonly followers: ((fix: FollowedFix) => void)[] = [];

  follow(take: (fix: FollowedFix) => void): void {
    this.followers.push(take);
  }

  tell(fix: FollowedFix): void {
    for (const take of this.followers) take(fix);
  }
}
