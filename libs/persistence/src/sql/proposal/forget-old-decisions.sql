select recommendations, versions, proposals
from forget_old_decisions($1::int, $2::int)
