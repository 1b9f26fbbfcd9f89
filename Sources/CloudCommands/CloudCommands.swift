// What needletail-cloud does.
