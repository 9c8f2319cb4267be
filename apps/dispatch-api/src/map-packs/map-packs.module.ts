import { Module } from '@nestjs/common';
import { MapPacksController } from './map-packs.controller.ts';

@Module({ controllers: [MapPacksController] })
export class MapPacksModule {}
