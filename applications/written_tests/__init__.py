"""What candidates wrote in the written test: received, shown to the panel under a neutral name, never changed afterwards."""
