fetch 50000 from road_edge_rows
