"""Who, besides its owner, may read a document: the reasons of the rooms, given to the documents room."""
