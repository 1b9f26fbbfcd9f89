// Those protocols on AWS.
