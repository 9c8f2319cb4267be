import { Module } from '@nestjs/common';
import { MapsController } from './maps.controller.ts';
import { TileCache } from './tile-cache.ts';

@Module({ controllers: [MapsController], providers: [TileCache] })
export class MapsModule {}
